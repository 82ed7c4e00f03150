"""Event reports of whole sentences: what is coded, who and whom, how real; and what must not be coded."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.model import EventReport
from onrecord.text.document import Text

# sentence, type, a word of the actor's name, a word of the recipient's name, modality
EVENTS = [
    ("The Peruvian government condemned Chile's decision to close the embassy in Lima.", "ACCUSE", "Peruvian", "Chile", "actual"),
    ("Kenya accused Uganda of hiding the stolen cattle.", "ACCUSE", "Kenya", "Uganda", "actual"),
    ("A court in Oslo convicted the former minister of fraud on Tuesday.", "ACCUSE", "court", "minister", "actual"),
    ("Greek prosecutors have launched an investigation into the shipping company.", "ACCUSE", "prosecutors", "company", "actual"),
    ("Norway and Finland agreed to share radar data.", "AGREE", "Norway", "Finland", "actual"),
    ("Denmark will send medicine to Malta next week.", "AGREE", "Denmark", "Malta", "planned"),
    ("Prime Minister Jane Rowan met President Paul Okoro in Accra on Monday.", "CONSULT", "Rowan", "Okoro", "actual"),
    ("The Polish foreign minister held talks with his Latvian counterpart.", "CONSULT", "Polish", "Latvian", "actual"),
    ("Brazil praised Portugal for its help after the storm.", "SUPPORT", "Brazil", "Portugal", "actual"),
    ("Chile and Argentina signed a fishing agreement on Friday.", "SUPPORT", "Chile", "Argentina", "actual"),
    ("The Danish army and the Swedish army conducted joint exercises.", "COOPERATE", "Danish", "Swedish", "actual"),
    ("Canada gave Haiti 200 tons of food.", "AID", "Canada", "Haiti", "actual"),
    ("Moldova received a loan from Romania on Friday.", "AID", "Romania", "Moldova", "actual"),
    ("The Chilean minister called the Peruvian president a liar.", "ACCUSE", "Chilean", "Peruvian", "actual"),
    ("Soldiers ravaged a village in Katsina on Friday.", "ASSAULT", "Soldiers", "Katsina", "actual"),
    ("The Danish president lauded Iceland for its courage.", "SUPPORT", "Danish", "Iceland", "actual"),
    ("Burundi kicked out three Belgian diplomats.", "SANCTION", "Burundi", "diplomats", "actual"),
    ("Japan sent tents and medicine to Nepal after the quake.", "AID", "Japan", "Nepal", "actual"),
    ("Egypt lifted the ban on imports from Sudan.", "CONCEDE", "Egypt", "Sudan", "actual"),
    ("Police in Lagos freed two journalists on Sunday.", "RETREAT", "Police", "journalists", "actual"),
    ("Three sailors were released by the rebels on Thursday.", "RETREAT", "rebels", "sailors", "actual"),
    ("France withdrew its troops from Chad.", "RETREAT", "France", "Chad", "actual"),
    ("The opposition urged the government to open the archives.", "REQUEST", "opposition", "government", "actual"),
    ("Bolivia called on Peru to reopen the border.", "REQUEST", "Bolivia", "Peru", "actual"),
    ("Estonia said that Russia must return the officer.", "REQUEST", "Estonia", "Russia", "actual"),
    ("Turkey rejected a proposal from Cyprus.", "REJECT", "Turkey", "Cyprus", "actual"),
    ("Hungary refused to send troops to Mali.", "REJECT", "Hungary", "Mali", "actual"),
    ("Iran threatened to attack Bahrain.", "THREATEN", "Iran", "Bahrain", "actual"),
    ("Students protested against the ministry in Athens.", "PROTEST", "Students", "ministry", "actual"),
    ("Spain expelled two Cuban diplomats.", "SANCTION", "Spain", "diplomats", "actual"),
    ("Germany suspended military aid to Burundi.", "SANCTION", "Germany", "Burundi", "actual"),
    ("Ethiopia mobilized its army against Eritrea.", "MOBILIZE", "Ethiopia", "Eritrea", "actual"),
    ("Belgian police arrested a Dutch smuggler in Antwerp.", "COERCE", "police", "smuggler", "actual"),
    ("The activist was arrested by Syrian police.", "COERCE", "police", "activist", "actual"),
    ("Rebels attacked an army base in northern Mali on Friday.", "ASSAULT", "Rebels", "army", "actual"),
    ("The village was shelled by government troops.", "ASSAULT", "troops", "village", "actual"),
    ("Soldiers who opened fire on protesters have left Khartoum.", "ASSAULT", "Soldiers", "protesters", "actual"),
    ("Togo and Benin accused each other of smuggling.", "ACCUSE", "Togo", "Benin", "actual"),
    ("Talks between Norway and Iceland were held in Bergen.", "CONSULT", "Norway", "Iceland", "actual"),
    ("The pastors that Eritrea jailed have begun a fast.", "COERCE", "Eritrea", "pastors", "actual"),
    ("Norway on Thursday gave Moldova money for gas.", "AID", "Norway", "Moldova", "actual"),
    ("Latvia gave Ukraine a battery of missiles.", "AID", "Latvia", "Ukraine", "actual"),
    ("Ghana sent doctors to Haiti after the storm.", "AID", "Ghana", "Haiti", "actual"),
    ("Gunmen attacked a village in Katsina on Monday.", "ASSAULT", "Gunmen", "village in Katsina", "actual"),
    ("Rebels shelled the town of Sake on Friday.", "ASSAULT", "Rebels", "town of Sake", "actual"),
    ("Thousands demonstrated in Izmir against President Jane Rowan.", "PROTEST", "thousands", "Rowan", "actual"),
    ("Paul Okoro spoke by phone with Jane Rowan on Friday.", "CONSULT", "Okoro", "Rowan", "actual"),
    ("Ecuador declared the Mexican ambassador persona non grata.", "SANCTION", "Ecuador", "Mexican", "actual"),
    ("Rwandan soldiers left the town of Goma on Sunday.", "RETREAT", "Rwandan", "Goma", "actual"),
    ("Hungary dropped its veto on Swedish membership.", "CONCEDE", "Hungary", "Swed", "actual"),
    ("Rioters threw stones at police in Lima.", "PROTEST", "Rioters", "police", "actual"),
    ("The guards will not end the strike until the ministry raises their pay.", "REJECT", "guards", "ministry", "actual"),
    ("Kenyan peacekeepers arrived in Haiti on Tuesday.", "AID", "Kenyan", "Haiti", "actual"),
    ("The South African government has condemned the junta in Niger.", "ACCUSE", "South African government", "junta", "actual"),
    ("The Syrian army used sarin against rebels in the town of Saraqib.", "ASSAULT", "Syrian", "rebels", "actual"),
    ("Iran retaliated against Israel with missiles on Sunday.", "ASSAULT", "Iran", "Israel", "actual"),
    ("The opposition leader conceded defeat to President Jane Rowan.", "CONCEDE", "opposition", "Rowan", "actual"),
    ("Russia ordered the closure of the Polish consulate.", "COERCE", "Russia", "Polish", "actual"),
    ("Israel did not bomb Lebanon on Sunday.", "ASSAULT", "Israel", "Lebanon", "negated"),
    ("Ghana may expel the Togolese ambassador.", "SANCTION", "Ghana", "ambassador", "hypothetical"),
]  # fmt: skip

# sentences that tell of no political act that happened
TRAPS = [
    "The town marked the anniversary of the day when soldiers shelled its market.",
    "The judge, who jailed two ministers, has died after a long illness.",
    "Heavy snow besieged the Bulgarian town of Smolyan.",
    "The Slovak army is at war with ticks, and Bratislava attacked the rats.",
    "The gardener thanked the cook.",
    "Tablets have invaded the kitchens of South Africa.",
    "Neither Togo nor Benin has withdrawn its envoy.",
    "Neither Kenya attacked Uganda, nor did anybody expect it.",
    "Not a single Togolese trader was deported.",
    "Ghana stopped short of expelling the envoy of Togo.",
    "Rebels supposedly attacked the Chadian barracks.",
    "The striker hit the post twice before the team won the match in the final minute.",
    "Spain beat Italy 2-1 in the semifinal of the tournament.",
    "The coach blasted the referee after the goal was ruled out in the second half.",
    "Shares in the bank were hit hard as investors attacked the sector over weak profits.",
    "The dollar struck a new high against the yen while stocks retreated.",
    "Analysts expect bond yields to pressure the stock market.",
    "A heart attack killed the singer at his home.",
    "The hurricane hit Cuba on Monday and destroyed hundreds of houses.",
    "An earthquake struck northern Chile overnight.",
    "Floods forced thousands from their homes.",
    "The virus attacks the lungs.",
    "In the film, the hero kills the dragon and frees the village.",
    "The novel tells how a general betrays his army.",
    "Her new album was released on Friday.",
    "The company released its annual report.",
    "The ministry released figures for March.",
    "He seized the opportunity to study abroad.",
    "The minister met the deadline with a day to spare.",
    "She returned home from school at noon.",
    "The museum is open on Mondays and closed on Tuesdays.",
    "The talk of the town is a new bakery.",
    "Doctors fight the disease with a new drug.",
    "The city is fighting obesity with free fruit.",
    "If Iran attacked Bahrain, prices would rise.",
    "Unless the government arrests the leaders, the talks cannot begin.",
    "Nobody knows whether Kenya will attack Somalia.",
    "It is a book about the war of ideas.",
    "The bridge supports a weight of forty tons.",
    "Evidence supports the theory.",
    "The recipe calls for two eggs.",
    "The report calls the results promising.",
    "Traffic on the ring road was blocked by snow.",
    "The actor was shot in black and white.",
    "He was struck by her kindness.",
    "Temperatures will drop on Tuesday.",
    "The dog bit the postman and was taken to a shelter.",
    "Arsenal attacked Chelsea from the first whistle on Saturday.",
    "The United States beat Mexico in the World Cup final.",
    "Boeing delivered twelve jets to Delta in June.",
    "Amazon sells books to customers in Canada.",
    "The king visited the museum with his wife.",
    "Germany hosted the World Cup in 2006.",
    "The minister opened a new hospital in Leeds.",
    "Police shut the road for three hours after a lorry overturned.",
    "The president released his tax returns.",
    "Tesla shares hit a record after the company met its targets.",
    "Napoleon invaded Russia in 1812.",
    "On this day in 1944, Allied troops landed in Normandy.",
    "The ceremony marked the anniversary of the attack on Pearl Harbor.",
    "Miller, who fought in the Korean War, died on Sunday aged 91.",
    "The professor was born in Vienna and fled the Nazis in 1938.",
    "Microsoft accused of being too slow? Users think so.",
    "Should Britain leave the club?",
    "What would happen if China blockaded Taiwan?",
    "Critics fear that Hungary could block the plan.",
    "Few expect Turkey to release the pastor.",
    "The senator has never met the ambassador.",
    "There is no evidence that Cuba attacked the embassy.",
    "Russia denied that it had attacked Georgia.",
    "The club signed the striker from Porto for 20 million euros.",
    "Nadal defeated Federer in straight sets.",
    "The manager was sacked after the team lost to Leeds.",
    "A fire destroyed the warehouse in Bristol.",
    "The train hit a car at the crossing.",
    "Apple supported the new standard in its latest phone.",
    "Dr Jones treated the patient with antibiotics.",
    "Voters will go to the polls in Spain on Sunday.",
    "Inflation hurt Germany more than France.",
    "The bank raised its forecast for Italy.",
    "Netflix released the second season on Friday.",
    "The BBC has approached the ministry for comment.",
    "Scientists in Sweden found a new moon.",
    "The mayor said the city needs more buses.",
    "Prices rose in Turkey and fell in Greece.",
    "The jury awarded the prize to Maria Silva for her novel.",
    "His father served in the navy.",
    "The opposition leader says he is tired.",
    "The rapper attacked his critics in a new song.",
    "The storm forced Japan to close schools.",
    "The general retired last year and lives in Texas.",
    "Mexico's economy was hit by the strong dollar.",
    "The band will play in Paris and meet fans in London.",
    "Google asked users to change their passwords.",
    "Hollywood attacked the problem with money.",
    "The Wall Street Journal published the letter.",
    "She met her husband at a party in Dallas.",
    "The Yankees traded the pitcher to Boston.",
]  # fmt: skip


def reports(sentence: str) -> list[EventReport]:
    """Event reports of a text."""
    article = Article("a0", sentence)
    text = Text(sentence)
    return code_events(article, text, find_actors(article, text), [], [])


@pytest.mark.parametrize(("sentence", "event_type", "actor", "recipient", "modality"), EVENTS, ids=[e[0][:40] for e in EVENTS])
def test_codes_the_act_with_both_parties(sentence: str, event_type: str, actor: str, recipient: str, modality: str) -> None:
    """One report has the type, the modality, and both names."""
    found = [r for r in reports(sentence) if r.event_type == event_type and r.modality == modality]
    names = [([p.name for p in r.actors], [p.name for p in r.recipients]) for r in found]
    assert any(actor in " ".join(a) and recipient in " ".join(b) for a, b in names), reports(sentence)


@pytest.mark.parametrize("sentence", TRAPS, ids=[t[:40] for t in TRAPS])
def test_codes_nothing_that_did_not_happen(sentence: str) -> None:
    """No report of a trap is actual or planned."""
    assert [(r.event_type, r.trigger_lemma) for r in reports(sentence) if r.modality in {"actual", "planned"}] == []


def test_one_act_told_by_two_verbs_is_one_report() -> None:
    """A passive is shared by the verbs that "and" joins, and the same act between the same parties counts once."""
    found = reports("Omar Rahal, an activist, was beaten and killed by Syrian soldiers in Homs.")
    assert [(r.event_type, [p.name for p in r.recipients]) for r in found] == [("ASSAULT", ["Omar Rahal"])]


@pytest.mark.parametrize(
    ("sentence", "recipients"),
    [
        ("Rebels in Mali killed dozens of men and women on Friday.", 1),
        ("Ethiopia shared evidence with Kenya and other nations.", 1),
        ("Ethiopia shared evidence with Kenya and Uganda.", 2),
    ],
)
def test_joined_recipients_are_parties_of_their_own(sentence: str, recipients: int) -> None:
    """What is joined inside an "of" phrase, or is but "other nations", is no recipient beside the first."""
    assert [len(r.recipients) for r in reports(sentence)] == [recipients]
