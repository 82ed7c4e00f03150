"""Who is named in an article, and whom the words of a source mean."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors, resolve_source
from onrecord.actors.model import Actor, Actors, Resolution
from onrecord.article import Article, Span
from onrecord.text.document import Text


def found_in(body: str) -> tuple[Text, Actors]:
    """The text and its actors."""
    text = Text(body)
    return text, find_actors(Article("a1", body), text)


def resolved(marked: str) -> Resolution:
    """Whom the words between [[ and ]] mean."""
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text, actors = found_in(marked.replace("[[", "").replace("]]", ""))
    return resolve_source(text, actors, Span(start, end))


def named(body: str) -> dict[str, Actor]:
    """The actors by name."""
    return {actor.name: actor for actor in found_in(body)[1].actors}


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Estonian Prime Minister Kadri Lepp flew home. [[Lepp]] said she was tired.", "Kadri Lepp"),
        ("Anna Berg and Erik Holm met. [[Ms. Berg]] said it rained.", "Anna Berg"),
        ("Jonas R. Falk sued. [[Falk]] said so.", "Jonas R. Falk"),
        ("Senator William Ames spoke. “No,” [[Bill Ames]] said.", "William Ames"),
        ("Sergey Ivlev arrived in Oslo. [[Sergei Ivlev]] waved.", "Sergey Ivlev"),
        ("Viktor Maskovich resigned. [[Maskovych]] said it was time.", "Viktor Maskovich"),
        ("Mohammed al-Karim spoke first. [[Karim]] said it was late.", "Mohammed al-Karim"),
        ("Ursula von der Heide won. [[Von der Heide]] said thanks.", "Ursula von der Heide"),
        ("María Castañeda won. [[Castaneda]] said thanks.", "María Castañeda"),
        ("Anna Berg met Erik Berg. [[Mr Berg]] said no.", "Erik Berg"),
        ("Anna Berg met Erik Berg. [[Ms Berg]] said no.", "Anna Berg"),
        ("Theresa May won. [[May]] said she would stay.", "Theresa May"),
        ('The vote was lost by Marta "Tita" Ruiz. [[Ruiz]] said it hurt.', "Marta Tita Ruiz"),
        ("LEPP WINS VOTE\n\nKadri Lepp won the vote. [[Lepp]] said so.", "Kadri Lepp"),
    ],
)
def test_a_surname_means_the_person_named_before(marked: str, name: str) -> None:
    """Surnames, titles, initials, short forms and other spellings lead back to the full name."""
    assert resolved(marked).name == name
    assert resolved(marked).method == "named"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Norwegian Foreign Minister Ingrid Dahl met Swedish Foreign Minister Lars Nyman. [[The Swedish minister]] left.", "Lars Nyman"),
        ("Norwegian Foreign Minister Ingrid Dahl met Health Minister Lars Nyman. [[The foreign minister]] left.", "Ingrid Dahl"),
        ("Russian Foreign Minister Pavel Ivlev met US Secretary of State Mark Dane. [[Russia's top diplomat]] smiled.", "Pavel Ivlev"),
        ("Russian Foreign Minister Pavel Ivlev met US Secretary of State Mark Dane. [[The US secretary of state]] smiled.", "Mark Dane"),
        ("Russian President Pavel Ivlev met US Secretary of State Mark Dane. [[The head of the State Department]] left", "Mark Dane"),
        ("Chilean President Carlos Ruiz and Peruvian President Ana Sol met. [[The Chilean leader]] said it rained.", "Carlos Ruiz"),
        ("“Yes,” said Josef Krall, a spokesman for the ministry. [[The spokesman]] gave no names.", "Josef Krall"),
        ("The mayor of Mombasa, Juma Karisa, was held. [[The mayor]] said he was innocent.", "Juma Karisa"),
        ("Republican nominee Tom Price met Democratic nominee Ann Low. [[The Republican nominee]] said no.", "Tom Price"),
    ],
)
def test_an_office_means_its_holder(marked: str, name: str) -> None:
    """An office is held by one person of the article, told apart by country, party and place."""
    assert resolved(marked).name == name
    assert resolved(marked).method == "title"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Kadri Lepp met Matti Salo in Tallinn. [[She]] said the talks went well.", "Kadri Lepp"),
        ("Anna Lepp met Matti Salo in Tallinn. [[He]] said the talks went well.", "Matti Salo"),
        ("Kadri Lepp spoke. Salo listened. “We act,” [[she]] said.", "Kadri Lepp"),
        ("Eva Lund said Ana Pires was wrong. “It is a pity,” [[she]] added.", "Eva Lund"),
        ("Ruiz said Prado had told [[him]] nothing. Mr. Ruiz and Mr. Prado left.", "Ruiz"),
        ("A senior US official spoke. [[He]] said the plan was dead.", "senior US official"),
        ("Lund, who spoke to Eva Lund first, left. [[She]] said nothing.", "Eva Lund"),
        ("Eva Lund spoke. Ana Pires and her aide heard her. Asked if [[she]] would go, Lund said no.", "Eva Lund"),
        ("Eva Lund spoke. Ana Pires left. Ana Pires wept. When [[she]] was asked, Lund said nothing.", "Eva Lund"),
        ("Eva Lund spoke. Ana Pires wept. When [[she]] was asked, Peter Salo said nothing.", "Ana Pires"),
    ],
)
def test_a_pronoun_means_who_is_most_present(marked: str, name: str) -> None:
    """Gender decides, then salience; an object pronoun is not the subject beside it."""
    assert resolved(marked).name == name
    assert resolved(marked).method == "pronoun"


@pytest.mark.parametrize(
    "marked", ["“No,” [[he]] said.", "“No,” [[they]] said.", "“No,” [[I]] said.", "[[Who]] said no?", "Anna Berg left. “No,” [[he]] said."]
)
def test_a_pronoun_without_antecedent_stays_open(marked: str) -> None:
    """Nobody fits: there is no name, and the reason is told."""
    assert resolved(marked).method == "none"
    assert resolved(marked).name is None
    assert resolved(marked).reason


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Kadri Lepp met Matti Salo. [[Both leaders]] said it went well.", {"Kadri Lepp", "Matti Salo"}),
        ("Pavel Ivlev met Mark Dane and Eva Lund. [[Both men]] smiled.", {"Pavel Ivlev", "Mark Dane"}),
        ("Pavel Ivlev met Mark Dane. [[The two diplomats]] smiled.", {"Pavel Ivlev", "Mark Dane"}),
        ("Pavel Ivlev and Mark Dane met. [[They]] said it rained.", {"Pavel Ivlev", "Mark Dane"}),
        ("[[Pavel Ivlev and Mark Dane]] said it rained.", {"Pavel Ivlev", "Mark Dane"}),
        ("Norway and Sweden signed. [[Both countries]] said it was good.", {"Norway", "Sweden"}),
        ("Health Minister Pavel Ivlev met Trade Minister Eva Lund. [[The ministers]] smiled.", {"Pavel Ivlev", "Eva Lund"}),
        ("Swedish Health Minister Eva Lund met her Polish counterpart, Jan Wilk. [[The ministers]] smiled.", {"Eva Lund", "Jan Wilk"}),
    ],
)
def test_a_group_means_its_members(marked: str, names: set[str]) -> None:
    """Several speak as one, and each is named."""
    assert set(resolved(marked).names) == names
    assert len(resolved(marked).names) == 2


@pytest.mark.parametrize(
    ("marked", "name", "actor_type", "country"),
    [
        ("“No,” [[Moscow]] said.", "Russia", "government", "RU"),
        ("[[Washington]] rejected the offer.", "United States", "government", "US"),
        ("[[The Chilean government]] said it would pay.", "Chile", "government", "CL"),
        ("[[The Kazakh foreign ministry]] denied it.", "Kazakh foreign ministry", "government", "KZ"),
        ("The Kazakh foreign ministry spoke. [[The ministry]] denied it.", "Kazakh foreign ministry", "government", "KZ"),
        ("[[The White House]] said it was a mistake.", "White House", "government", "US"),
        ("[[Iranian officials]] said talks had failed.", "Iranian officials", "unnamed", "IR"),
        ("[[Turkish troops]] crossed the river.", "Turkish troops", "government", "TR"),
        ("[[The UN]] warned of hunger.", "United Nations", "organization", None),
        ("The European Union met. [[The EU]] said it would send aid.", "European Union", "organization", None),
        ("[[Northwind Shipping Ltd]] said it would sue.", "Northwind Shipping Ltd", "organization", None),
        ("[[Bertil Timber AS]] said it would sue.", "Bertil Timber AS", "organization", None),
        ("[[The Estonian Grain Board]] said it would sue.", "Estonian Grain Board", "organization", "EE"),
        ("According to the [[Central Harbour Office]], it would sue.", "Central Harbour Office", "organization", None),
        ("[[Citizens for Clean Water]] said it would sue.", "Citizens for Clean Water", "organization", None),
        ("The Baltic Times wrote first. [[The Times]] said so again.", "Baltic Times", "organization", None),
        ("[[The union Portmar]] called a strike.", "Portmar", "organization", None),
        ("The Chilean port agency PORTCOM met. [[The agency]] said little.", "PORTCOM", "organization", "CL"),
        ("Gazprom cut supplies to Ukraine. [[The company]] said Kyiv had not paid.", "Gazprom", "organization", "RU"),
        ("[[Two Belarusian timber companies]] said it was wrong.", "Two Belarusian timber companies", "unnamed", "BY"),
        ("[[The report]] said nothing.", "report", "document", None),
        ("[[A senior US official]] said the plan was dead.", "senior US official", "unnamed", "US"),
        ("[[Protesters]] said they would stay.", "Protesters", "unnamed", None),
        ("Juma Karisa was held. [[His lawyer]] said he was innocent.", "Juma Karisa's lawyer", "unnamed", None),
        ("Juma Karisa was held. [[Karisa's wife]] wept.", "Juma Karisa's wife", "unnamed", None),
        ("[[The authors of the study]] said more work was needed.", "authors of the study", "unnamed", None),
        ("[[An old beekeeper]] said it was dark.", "old beekeeper", "unnamed", None),
    ],
)
def test_bodies_and_the_unnamed_are_described(marked: str, name: str, actor_type: str, country: str | None) -> None:
    """States, institutions, organizations, documents and people without a name get type and country."""
    who = resolved(marked)
    assert (who.name, who.actor_type, who.country_code) == (name, actor_type, country)


def test_facts_of_a_person_are_gathered() -> None:
    """Title, country, sector and gender come from any mention."""
    lepp = named("Lepp met the press. Estonian Prime Minister Kadri Lepp said so. Ms Lepp left.")["Kadri Lepp"]
    assert (lepp.title, lepp.country_code, lepp.sector_code, lepp.gender) == ("Estonian Prime Minister", "EE", "GOV", "female")


@pytest.mark.parametrize(
    "body",
    [
        "Meanwhile, Wednesday brought rain. However, Tuesday was dry.",
        "Yesterday the Affordable Harbour Act passed. The Second World War ended.",
        "The rain fell in Corpus Vallis, near the town of Lorin.",
        "It rained in May. On May 4 it stopped.",
        "В среду шёл дождь. Иван ушёл.",
        "Minsk talks stalled. A deal made in Minsk failed.",
        "THE HARBOUR IS CLOSED FOR REPAIRS",
        "Rain Falls On Harbour As Ferries Stop",
    ],
)
def test_days_things_and_places_are_nobody(body: str) -> None:
    """Weekdays, laws, wars, places, other alphabets and headlines name no actor."""
    assert not [actor for actor in found_in(body)[1].actors if actor.actor_type in {"person", "organization"}]


@pytest.mark.parametrize(
    ("body", "sectors"),
    [
        ("Israeli forces killed three Palestinians.", ["MIL", "CVL"]),
        ("Riot police clashed with demonstrators.", ["COP", "OPP"]),
        ("Rebels attacked the Syrian army.", ["REB", "MIL"]),
        ("Gazprom sued NATO.", ["BUS", "IGO"]),
        ("Russia threatened Ukraine.", ["GOV", "GOV"]),
        ("The union accused the oil company.", ["CVL", "BUS"]),
    ],
)
def test_a_bare_sentence_tells_sectors(body: str, sectors: list[str]) -> None:
    """What event coding needs stands in the actors of one sentence."""
    assert [actor.sector_code for actor in found_in(body)[1].actors] == sectors


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Critics of U.S. President Tom Price spoke.", {"Critics", "Tom Price"}),
        ("The form must be filled in in English.", set()),
        ("He went to New York and saw the Hajj.", set()),
        ("“I'm sure,” said Ana Sol, Jr., in part II.", {"Ana Sol"}),
        ("Rwandan-backed M23 rebels fled.", {"Rwandan-backed M23 rebels"}),
        ("“I saw it,” Maria, a nurse, said.", {"Maria"}),
        ("The police sued Ortiz.", {"police", "Ortiz"}),
    ],
)
def test_only_what_acts_is_an_actor(body: str, names: set[str]) -> None:
    """Pieces of longer words and names, languages, places and events are left out."""
    assert set(named(body)) == names


def test_two_people_with_one_surname_are_two() -> None:
    """Other first names keep them apart."""
    assert set(named("Anna Berg met Erik Berg. Anna Berg spoke. Erik Berg left.")) == {"Anna Berg", "Erik Berg"}


def test_a_dateline_and_a_byline_name_no_speaker() -> None:
    """Only the agency of a dateline is a mention."""
    actors = named("LORIN, Chile, May 4 (Reuters) — Rosa Medel spoke.")
    assert set(actors) == {"Reuters", "Rosa Medel"}


def test_titles_do_not_join_with_a_verb_behind_them() -> None:
    """'Lars Nyman, the minister said' is no apposition."""
    who = resolved("Foreign Minister Ingrid Dahl spoke. After talks with Lars Nyman, [[the minister]] said it went well.")
    assert who.name == "Ingrid Dahl"


def test_a_source_of_no_words_is_nobody() -> None:
    """Marks and white space mean nobody."""
    text, actors = found_in("“Yes” , said Anna Berg.")
    assert resolve_source(text, actors, Span(5, 7)).method == "none"


def test_who_spoke_outranks_whom_he_spoke_of() -> None:
    """A pronoun after reported speech means the speaker, not somebody inside the words reported."""
    body = "Viktor Maskovich met Jonas Falk. Later palace aide Pavel Orlik said President Maskovich wants peace. [[He]] said more."
    assert resolved(body).name == "Pavel Orlik"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Norway vowed to pay. Oslo was calm. [[The foreign ministry]] said so.", "Norwegian foreign ministry"),
        ("Washington wrote to Norway. Norway waited. [[The foreign ministry]] said so.", "Norwegian foreign ministry"),
        ("Norway and Sweden vowed to pay. [[The foreign ministry]] said so.", "foreign ministry"),
        ("Norway vowed to pay. [[The foreign ministry]] in Riga said so.", "foreign ministry"),
        ("The United States vowed to pay. [[The finance ministry]] said so.", "finance ministry"),
    ],
)
def test_a_bare_ministry_is_that_of_the_one_state_in_the_text(marked: str, name: str) -> None:
    """Its country is taken from the text where one state is plainly the only candidate."""
    assert resolved(marked).name == name


@pytest.mark.parametrize("word", ["Those", "Some", "Others", "Both", "nobody"])
def test_a_word_that_names_nobody_is_no_name(word: str) -> None:
    """It comes out without a name and with a reason, also where nothing else tells who it is."""
    found = resolved(f"[[{word}]] said it rained.")
    assert (found.name, found.method) == (None, "none")
    assert word.lower() in found.reason


def test_the_sides_are_the_two_named_together() -> None:
    """A third state that a later sentence places something in is no side of the talks."""
    body = "Norway and the United Kingdom disagree about cod. One topic was the storm in Iceland. [[The sides]] agreed to wait."
    assert set(resolved(body).names) == {"Norway", "United Kingdom"}


@pytest.mark.parametrize(
    "marked",
    [
        "Kadri Lepp flew home. [[A post on Lepp's Twitter account]] called the talks “long”.",
        "Kadri Lepp flew home. [[A message from Lepp’s official account]] said the talks went on.",
        "Kadri Lepp flew home. [[Lepp's Facebook page]] said the talks went on.",
    ],
)
def test_the_owner_of_an_account_speaks_in_its_posts(marked: str) -> None:
    """A post is somebody's words, not a speaker of its own."""
    assert resolved(marked).name == "Kadri Lepp"


def test_an_account_of_events_is_no_account_of_a_network() -> None:
    """What one tells stays his; another who speaks of it is the speaker."""
    assert resolved("Kadri Lepp spoke. Erik Holm, [[a critic of Lepp's policies]], said no.").name != "Kadri Lepp"
