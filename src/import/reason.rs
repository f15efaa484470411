//! For which side of a decision a reason sounds, by its first words. It decides nothing: what sounds for the other side than its row
//! is on is held back or marked, and a person reads it. Words only.

/// So many words of a reason tell how it begins.
const FIRST: usize = 6;

/// What may stand before the word that counts: `This control is not applicable`.
const BEFORE: &str = "this the that control it is are was das die dies diese dieser ist sind massnahme kontrolle derzeit currently \
    hier here wir we as because since da weil";

/// Beginnings that say that something is left out.
const OUT: [&str; 32] = [
    "not applicable",
    "not relevant",
    "not needed",
    "not required",
    "not necessary",
    "not in scope",
    "not included",
    "not selected",
    "non applicable",
    "notapplicable",
    "inapplicable",
    "irrelevant",
    "out of scope",
    "outside scope",
    "outside the scope",
    "excluded",
    "exclusion",
    "left out",
    "n a",
    "na",
    "does not apply",
    "doesnt apply",
    "nicht anwendbar",
    "nicht relevant",
    "nicht noetig",
    "nicht notwendig",
    "nicht erforderlich",
    "nicht zutreffend",
    "nicht benoetigt",
    "trifft nicht zu",
    "entfaellt",
    "ausgeschlossen",
];

/// First words that deny whatever stands behind them.
const NONE: [&str; 6] = ["kein", "keine", "keinen", "keiner", "keinerlei", "nein"];

/// Words that deny the verb or the thing beside them.
const DENIES: &str = "no not neither never none nothing nicht nie niemals kein keine keinen keinem keiner keinerlei nichts dont doesnt \
    didnt isnt arent havent hasnt";

/// Who nobody is. What stands there for everybody who may be meant is told by the verb: `Nobody would know` denies no need.
const NOBODY: &str = "nobody noone niemand none keiner";

/// Verbs of need and presence: who denies one of them says that something is not there, or that nobody has to have it.
const HAS: &str = "build builds built building develop develops developed train trains trained use uses used run runs need needs needed \
    require required buy buys bought sell sells sold make makes made collect collects collected deploy deployed offer offers \
    offered operate operates planned done applied concerned affected ours bauen baut gebaut entwickeln entwickelt trainieren trainiert nutzen \
    nutzt genutzt verwenden verwendet verwenden einsetzen eingesetzt brauchen braucht gebraucht kaufen gekauft verkaufen betreiben betreibt \
    machen macht gemacht";

/// Verbs that say presence only with a thing behind: `We have no second pair of eyes` is a good reason to have a control.
const OWNS: &str = "have has is are exists gibt haben hat sind ist";

/// Things that are said not to be there: `No AI is passed on`. Of people, errors and days it is a demand: `No guest is asked twice`.
const THINGS: &str = "ai ki ml model models modell modelle system systems systeme tool tools data daten training trainings such own \
    machine software algorithm algorithms supplier suppliers development personal use need one eigene eigenen";

/// What may stand between a denial and its verb.
const BETWEEN: &str = "here hier currently derzeit yet ourselves even any it this das es dies sie of us at really actually in our \
    bei uns now ever selbst";

/// What turns a denial into a demand or a limit: `No tool is used without a look`, `No data may leave`, `no more than is needed`.
const DEMANDS: &str = "without unless until before may must should shall can could would ohne bevor bis darf duerfen soll sollen muss \
    more other unnecessary mehr than als except";

/// Where a thought begins that is not the first of its sentence, so that what it denies is another matter.
const SUBORDINATE: &str = "who which what when where if whether because so but and that unless until without dass wer was wenn weil aber \
    und ohne";

/// Who demands things of a firm.
const ASKS: &str = "law laws contract contracts customer customers regulation regulator supervisor authority insurer act gesetz \
    vertrag vertraege kunde kunden aufsicht behoerde verordnung";

/// How they do.
const DEMAND: &str = "demand demands require requires ask asks want wants expect expects prescribe prescribes verlangt verlangen \
    fordert fordern will wollen";

/// Beginnings that say that something is needed.
const IN: [&str; 12] = [
    "needed",
    "required",
    "necessary",
    "applicable",
    "included",
    "relevant",
    "need",
    "anwendbar",
    "erforderlich",
    "notwendig",
    "noetig",
    "benoetigt",
];

/// What takes that back: `Applicable to developers only` argues against it.
const NARROWS: &str = "only nur to fuer if when where wenn solely if just not nicht once";

fn is_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// The words of a text, small, umlauts spelled out and `don't` in one.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}', '`'], "");
    let text = text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    all.take(2 * FIRST).map(str::to_owned).collect()
}

/// The first words from the one on that counts, a blank between them and one behind.
fn beginning(text: &str) -> String {
    let all = words(text);
    let mut rest =
        all.iter().skip_while(|w| is_of(BEFORE, w)).map(String::as_str).collect::<Vec<_>>().join(" ");
    rest.push(' ');
    rest
}

/// The first word, where it stands for itself: `No; ...`, `Ja: ...`.
fn answer(text: &str) -> Option<String> {
    let text = text.trim();
    let first: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let behind = text.strip_prefix(first.as_str()).unwrap_or_default().trim_start();
    // `No. 3 of the contract` is a number.
    let counts =
        behind.strip_prefix('.').is_some_and(|b| b.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let parted =
        behind.is_empty() || behind.starts_with([';', ',', ':', '.', '-', '\u{2013}', '\u{2014}', '!']);
    (parted && !counts).then(|| first.to_lowercase())
}

/// Whether a reason begins as one for leaving something out does: `Not applicable, as no AI is built here`.
pub(super) fn excludes(text: &str) -> bool {
    let begins = beginning(text);
    let first = begins.split(' ').next().unwrap_or_default();
    OUT.iter().any(|out| begins.starts_with(&format!("{out} ")))
        || NONE.contains(&first)
        || answer(text).is_some_and(|word| matches!(word.as_str(), "no" | "out"))
}

/// Whether a reason sounds as if it argued for leaving something out: it begins so, or its first words deny need or presence. A denial
/// further on, of something else or in a thought of its own is none: `Without it nobody would know what the tools do`.
pub(super) fn denies(text: &str) -> bool {
    if excludes(text) {
        return true;
    }
    let begins = beginning(text);
    let all: Vec<&str> = begins.split_whitespace().collect();
    if all.iter().any(|word| is_of(DEMANDS, word)) {
        return false;
    }
    let first: Vec<&str> =
        all.iter().take_while(|word| !is_of(SUBORDINATE, word)).take(FIRST).copied().collect();
    let beside =
        |n: usize| first.iter().skip(n + 1).find(|word| !is_of(BETWEEN, word)).copied().unwrap_or_default();
    first.iter().enumerate().any(|(n, word)| {
        let next = beside(n);
        if is_of(HAS, word) {
            return is_of(DENIES, next);
        }
        if is_of(OWNS, word)
            && is_of(DENIES, next)
            && is_of(THINGS, all.get(n + 2).copied().unwrap_or_default())
        {
            return true;
        }
        // `no one` is nobody, and `No. 3` a number; a thing that is denied opens the sentence.
        let thing = n == 0 && matches!(*word, "no" | "none") && is_of(THINGS, next);
        let nobody = is_of(NOBODY, word) || *word == "one" && n == 1 && first.first() == Some(&"no");
        thing && next != "one" || (nobody || is_of(DENIES, word) && *word != "no") && is_of(HAS, next)
    })
}

/// Whether a reason begins with a yes.
pub(super) fn includes(text: &str) -> bool {
    answer(text).is_some_and(|word| matches!(word.as_str(), "yes" | "ja"))
}

/// Whether a reason sounds as if it argued for having something.
pub(super) fn affirms(text: &str) -> bool {
    let begins = beginning(text);
    let mut words = begins.split_whitespace();
    let needed = words.next().is_some_and(|first| IN.contains(&first));
    includes(text) || needed && !words.take(FIRST).any(|word| is_of(NARROWS, word)) || is_demanded(&begins)
}

/// Whether somebody outside demands it: `The law demands it`, and not `The law demands nothing here`.
fn is_demanded(begins: &str) -> bool {
    let all: Vec<&str> = begins.split_whitespace().collect();
    let asks = all
        .iter()
        .zip(all.iter().skip(1))
        .take(FIRST)
        .any(|(who, does)| is_of(ASKS, who) && is_of(DEMAND, does));
    asks && !all.iter().any(|word| is_of(NARROWS, word) || is_of(DENIES, word) || *word == "alone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_for_leaving_something_out_is_known_by_how_it_begins() {
        for text in [
            "Not applicable, as no AI is built here",
            "Not applicable: we buy",
            "This control is not applicable",
            "Excluded because the makers own the designs",
            "Nicht relevant",
            "Nicht anwendbar weil wir nichts bauen",
            "Entf\u{e4}llt",
            "N/A - bought",
            "Keine Daten werden aufbereitet",
            "nein; nichts davon",
            "No, we buy it",
            "Out of scope",
        ] {
            assert!(excludes(text) && denies(text), "{text}");
        }
        for text in [
            "We build no AI",
            "As we neither build nor train AI",
            "No AI is passed on by us",
            "We dont train AI",
            "We don\u{2019}t train AI",
            "Wir bauen nichts",
        ] {
            assert!(!excludes(text) && denies(text), "{text}");
        }
        for text in [
            "Nobody here uses it",
            "We do not need this",
            "No one here uses it",
            "Wir brauchen das nicht",
            "AI is not used here",
        ] {
            assert!(!excludes(text) && denies(text), "{text}");
        }
        for text in [
            "Without it nobody would know what the tools do",
            "Without a share of right answers to aim at",
            "Nobody knows who answers when it is wrong",
            "We have no second pair of eyes",
            "No tool is used without a look",
            "No guest may be asked twice",
            "We do not know what the makers do with our data",
            "The makers say nothing",
            "",
            "The contract with the hotel asks for it",
            "No. 3 of the contract",
            "Novel models are used",
            "Nationwide sales need it",
            "The guests were promised that whatever the chat says is not used",
        ] {
            assert!(!denies(text), "{text}");
        }
    }

    #[test]
    fn a_reason_for_having_something_is_known_by_how_it_begins() {
        for text in ["ja; der Vertrag", "Yes, by contract"] {
            assert!(includes(text) && affirms(text), "{text}");
        }
        for text in [
            "Needed for the hotel",
            "This control is required by law",
            "Erforderlich laut Vertrag",
            "Needed because every tool is linked",
            "The law demands it",
        ] {
            assert!(!includes(text) && affirms(text), "{text}");
        }
        for text in [
            "Applicable to developers only",
            "Required only of makers",
            "No data is bought",
            "Yesterday",
            "The law demands nothing of us",
            "The law demands it of makers only",
        ] {
            assert!(!affirms(text), "{text}");
        }
    }
}
