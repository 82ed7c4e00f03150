"""The sieve before the event coder: it passes what can call a rule and spares the rest."""

from __future__ import annotations

from onrecord.actors.model import Actors
from onrecord.events.candidates import candidates
from onrecord.events.lexicon import contexts, trigger_forms, verb_triggers
from onrecord.events.sieve import MAX_SENTENCE_TOKENS, calling_words, sentences_with_calls
from onrecord.events.tagging import read_sentence
from onrecord.text.document import Text

SENTENCES = (
    "Norland condemned the raid on Tuesday.",
    "The ministers of Norland and Ostria must sign the treaty, Ostria said.",
    "Ostria called off the talks with Norland.",
    "Norland gave Ostria 200 tons of grain and carried out a verbal-attack on its envoy.",
    "The company made a cake and gave it a name.",
    "Norland is ready to meet Ostria.",
    "Talks between Norland and Ostria broke down.",
)


def test_what_the_coder_finds_comes_through() -> None:
    """Reading every trigger form finds nothing in a sentence beyond what its calling words find."""
    every = trigger_forms() | {"must", "ready", "willing", "prepared"}
    for body in SENTENCES:
        text = Text(body)
        reading = read_sentence(text, text.sentences[0], Actors())
        low = set(reading.low)
        assert list(candidates(reading, Actors(), every)) == list(candidates(reading, Actors(), calling_words(low))), body
    assert any(list(candidates(read_sentence(t := Text(b), t.sentences[0], Actors()), Actors(), every)) for b in SENTENCES)


def test_a_rule_needs_its_particle_and_its_context() -> None:
    """A verb all of whose rules need another word calls nothing without it."""
    lemma, triggers = next((lemma, some) for lemma, some in sorted(verb_triggers().items()) if all(t.particle for t in some))
    assert calling_words({lemma}) == frozenset()
    needed = set(triggers[0].particle) | set(contexts().get(triggers[0].rule.rule_id, ()))
    assert lemma in calling_words({lemma, *needed, *triggers[0].rule.objects})


def test_lists_and_plain_sentences_are_spared() -> None:
    """Neither a sentence without a trigger nor one of endless words is passed on."""
    assert list(sentences_with_calls(Text("The weather was mild."))) == []
    assert list(sentences_with_calls(Text("Norland condemned " + "and so on " * MAX_SENTENCE_TOKENS + "."))) == []
    assert [called for _, called in sentences_with_calls(Text("Norland condemned it."))] == [frozenset({"condemned"})]
