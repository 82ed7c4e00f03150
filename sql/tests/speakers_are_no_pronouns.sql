-- No speaker is a bare pronoun or quantifier; a word in capitals throughout is an acronym ("WHO").
-- The words are those of src/onrecord/actors/data/never_names.txt (tests/contracts/test_never_names.py compares them).
-- table: main.quotes
-- severity: critical
SELECT quote_id, speaker_name
FROM main.quotes
WHERE (speaker_name <> upper(speaker_name) OR length(speaker_name) = 1) AND lower(speaker_name) IN (
    'a', 'all', 'another', 'any', 'anybody', 'anyone', 'anything', 'both', 'each', 'either', 'everybody', 'everyone',
    'everything', 'few', 'former', 'half', 'he', 'her', 'here', 'hers', 'herself', 'him', 'himself', 'his', 'how',
    'i', 'it', 'its', 'itself', 'latter', 'less', 'many', 'me', 'mine', 'more', 'most', 'my', 'myself', 'neither',
    'nobody', 'none', 'nothing', 'one', 'ones', 'other', 'others', 'our', 'ours', 'ourselves', 'q', 'same', 'several',
    'she', 'so', 'some', 'somebody', 'someone', 'something', 'such', 'that', 'their', 'theirs', 'them', 'themselves',
    'there', 'these', 'they', 'this', 'those', 'us', 'we', 'what', 'whatever', 'when', 'where', 'which', 'who',
    'whoever', 'whom', 'whose', 'why', 'you', 'your', 'yours', 'yourself', 'yourselves'
)
