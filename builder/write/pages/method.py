"""The method page: the rules in force, so that a reader can judge them.

Figures come from the constants that decide, from the word lists, and from the file that the quality tests read.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Page, Rule
from builder.write import news
from builder.write.listing import plain_page
from builder.write.pages.home_events import RANKING
from builder.write.pages.method_figures import figures, quality, word_lists

HERE = PurePosixPath("method.md")

_TEXT_SHOWN = {
    "full": "Pages show the whole text of an article, folded.",
    "excerpt": "Pages show only the sentences they cite.",
    "none": "Pages show no text of an article beyond the lines that cite it.",
}


_READ_BY_RULES = (
    "by rules for capitals, titles and the words beside a name, as no language model was there when these pages were "
    "made,"
)


def method_page(settings: Settings, model: str | None, rules: Sequence[Rule] = ()) -> Page:
    """`model` names the language model and its version; None when the rules alone found the names.

    `rules` are the figures of the other rooms.
    """
    body = _BODY.format(
        reader=f"by a language model for each language (English: {model})" if model else _READ_BY_RULES,
        text_shown=_TEXT_SHOWN[settings.source_text],
        actors=settings.front_matter_actors,
        lines=settings.front_matter_lines,
        ranking=RANKING,
        builds=news.BUILDS,
        listed=news.LISTED,
        figures=figures(rules),
        word_lists=word_lists(),
        quality=quality(),
    )
    return plain_page("page-method", HERE, "Method", body)


_BODY = """\
These pages are made by a program from news articles. It writes no sentence of its own: what it shows are sentences and
clauses of the articles, chosen and ordered by fixed rules. No language model writes here.

## Citations

A number in brackets, such as [n], leads to the sentence of the article that a line came from. Quotes are the article's
words, character by character. {text_shown}

## Key points

Sentences are ranked by how much of a summary each would add to those before it, for its length: words of the headline,
words that come early or often, names and figures count most. Nearness to the top helps; quotes, background, and
sentences that lean on others give way.
*Reported* means the article says it in its own voice; *claimed* that it names who says so; *assessed* that it is
somebody's judgement, forecast or belief.

## Dates

*Stated* dates come from whoever handed the article in, *metadata* from its page, *url* from its address. An *estimated*
date is worked out from the text: weekdays, months, years and plans that the article names. It is shown with the words
it rests on, and it is an estimate; so is a day that a page merely shows, or on which a file was made.
Where several articles tell one event, the day of one may follow from another: it is shown with its words.
Where the text does not give the day away, the day is unknown, and the page is
sorted by the day the article was taken in.

## Sources

An outlet is named only when its address, its page, the article or a person states it: addresses by a table of outlets.
It is never guessed from style. The same text from another outlet, or an update of it, is no second briefing: it is
listed under *Versions*.
*Via* lists the outlets that an article relays.

## Actors

Articles in a language that is not analysed in full say so, and name nobody. English is read by its grammar, French by
lists of words: who speaks, relays or refuses is told by the words beside a name, and nobody is named where they leave
it open; states, bodies and outlets bear the same names as in English articles. In both, names are found {reader} and by
tables of states, institutions and media. Forms of one name are merged inside an article; across articles only equal
full names are. Whatever else may be one actor is listed on its page as a possible alias, and changes nothing until a
person decides.

Actors are ordered by how prominent they are, in points: for a place in the headline, for one in the first sentence
below it, for mentions, and for sentences in which the actor is the subject of a verb of saying; the
[table below](#figures-in-force) has the points. Equals stand in the order of the text. The first {actors} enter the
page's metadata, fewer where it would grow to {lines} lines or more, but five if there are so many.

## Events

Articles on one event share a page, which sets side by side what each of them tells. It writes no sentence either: it
shows clauses of the articles, each with its outlet and the number of its sentence.

Two articles are put on one event when their headlines and beginnings share enough rare words, runs of words and
names. How rare a word is comes from all articles here and from lists of everyday language; how much is asked depends
on how alike the articles around them are. Small groups must be surely alike, so some events told by two
outlets are missed rather than two events taken for one. Articles published too far apart are never joined by
likeness; a date that is only roughly known rules out only what it surely excludes. Articles that were together stay
together unless they become clearly less alike. Across languages only names and numbers count, and both dates must be
known. What a person writes always wins.

An article without a date gets one from the others on its event where their clues agree: a year, a weekday told as
just past, a week or a day still to come. It is shown as a stretch of days with the sentences used. Where they
contradict each other nothing is dated, and the event page shows the contradiction.

*Agreed* means that two or more articles tell a fact alike, *differs* that two or more tell one fact, but not alike:
another number, another day, another person, or one denies what another tells. *Only in one* is what no other article on
the event tells. An article that is *silent* on a fact neither confirms nor denies it. Where it is not plain that two
clauses tell the same fact, they are left apart: a fact too many under *only in one* is better than a false *agreed*.

*What changed* compares an event with what its page said before: articles that came, went or were corrected, origins,
confidence, and facts that are now told differently. It bears the day of the newest article, and stays until something
changes again.

## Origins

An origin is the person or body that an account goes back to. Each article is followed from its outlet to the outlets it
relays, to whoever spoke, to the body they spoke for. Origins that belong together, such as a state, its ministry and
its spokesperson, count as one; so an event can have ten outlets and one origin. Who denies something, refuses, or
would not confirm is listed, and is no origin of the account. An outlet that is unknown counts as one of its own.

## Confidence

- **High**: two or more independent origins, at least one on record, of which one bears out the other, and none
  contradicts.
- **Moderate**: one origin on record, or a denial, a refusal to confirm or a refusal to comment that is not resolved.
- **Low**: only unnamed sources, third hand, or no source named at all.

Two outlets that relay one statement are one origin; so are a body and its spokesperson, a state and its ministry. An
event is judged by the origins of all its articles together, by the same rule: origins bear each other out only where
each tells the same at the top of its article; police and prosecutors count as one.

## Ranking

The home page is made from the day of the newest source, never from a clock; how old that is, the page works out in the
reader's browser. *Top events* are chosen by one rule. {ranking} Of the newest day, an event is told in one sentence
however many articles tell it; events with more outlets come first. *Open disputes* are those of the newest events.

## News

*Since last time* compares what a build finds with what the last build that had news knew: new events and briefings,
events of which something has changed, articles whose source text is another, corrections. A build that finds nothing
new leaves the list as it was. It bears the day of the newest source then; the last {builds} such builds are kept, with
at most {listed} items of each kind, the others are counted.

## Corrections

Whoever runs this site may edit every page; what a person wrote is kept. Corrections are listed on the page and on
[their own page](corrections.md): what an editor states there, each title, date, source and actor changed by hand, and
each section of which generated text was changed or removed. What an editor only added, such as a note, is marked in its
place and no correction.

## Figures in force

{figures}

## Word lists in use

{word_lists}

## Quality reached

In percent, measured on texts with known answers; no version of the builder may fall below these figures. The texts were
at hand while the rules were made, so others may come out worse. In brackets stands the beginning of the SHA-256 digest
of the data, by which it can be told whether two figures were measured on the same. F1 joins two shares: how much of
what is found is right, and how much of what is there is found.

{quality}
"""
