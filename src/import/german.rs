//! Heads and words of a Statement of Applicability in German, by the English one that means the same. Words only, plain and with
//! umlauts spelled out; used by the readers of such tables. A leaf.

use super::head::plain;

/// Heads.
const HEADS: [(&str, &[&str]); 18] = [
    (
        "control",
        &[
            "ziffer",
            "isoziffer",
            "normziffer",
            "anhanga",
            "anhangaziffer",
            "kontrolle",
            "kontrollnr",
            "kontrollnummer",
            "kontrollid",
            "controlnr",
            "controlnummer",
            "massnahme",
            "massnahmenr",
            "massnahmennr",
            "massnahmennummer",
            "massnahmenid",
            "referenz",
            "normreferenz",
            "isoreferenz",
            "normkapitel",
            "anforderung",
        ],
    ),
    (
        "title",
        &[
            "titel",
            "bezeichnung",
            "kurztitel",
            "titeldermassnahme",
            "titelderkontrolle",
            "massnahmentitel",
            "bezeichnungdermassnahme",
            "bezeichnungderkontrolle",
        ],
    ),
    (
        "applicable",
        &[
            "anwendbar",
            "anwendbarkeit",
            "anwendbarjn",
            "anwendbarjanein",
            "istanwendbar",
            "zutreffend",
            "einbezogen",
            "relevant",
        ],
    ),
    ("excluded", &["ausgeschlossen", "nichtanwendbar"]),
    (
        "status",
        &[
            "umsetzungsstatus",
            "umsetzungsstand",
            "umsetzungsgrad",
            "statusderumsetzung",
            "standderumsetzung",
            "stand",
            "umgesetzt",
            "umgesetztjn",
            "umgesetztjanein",
            "erfuellt",
            "erfuellungsgrad",
            "implementierungsstatus",
        ],
    ),
    ("implementation", &["umsetzung", "implementierung"]),
    ("maturity", &["reifegrad", "aktuellerreifegrad"]),
    (
        "reason",
        &[
            "begruendung",
            "begruendungen",
            "grund",
            "gruende",
            "begruendungfuereinbeziehungausschluss",
            "begruendungfuereinbeziehungoderausschluss",
            "begruendungfueraufnahmeausschluss",
            "begruendungfueraufnahmeoderausschluss",
            "begruendungfueranwendbarkeitnichtanwendbarkeit",
            "begruendungderanwendbarkeitoderdesausschlusses",
            "begruendungfuereinschlussausschluss",
        ],
    ),
    (
        "reasonfor",
        &[
            "begruendungfueranwendbarkeit",
            "begruendungfuerdieanwendbarkeit",
            "begruendungderanwendbarkeit",
            "begruendungfueraufnahme",
            "begruendungfuerdieaufnahme",
            "begruendungderaufnahme",
            "begruendungfuereinbeziehung",
            "begruendungfuerdieeinbeziehung",
            "begruendungfuereinschluss",
            "begruendungfuerdeneinschluss",
            "begruendungfuerdieauswahl",
            "grundfuerdieaufnahme",
        ],
    ),
    (
        "reasonagainst",
        &[
            "begruendungfuerausschluss",
            "begruendungfuerdenausschluss",
            "begruendungdesausschlusses",
            "begruendungausschluss",
            "begruendungfuernichtanwendbarkeit",
            "begruendungfuerdienichtanwendbarkeit",
            "begruendungdernichtanwendbarkeit",
            "ausschlussgrund",
            "grundfuerdenausschluss",
        ],
    ),
    (
        "note",
        &[
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
            "kommentar",
            "kommentare",
            "hinweis",
            "hinweise",
            "notiz",
            "notizen",
        ],
    ),
    (
        "evidence",
        &[
            "nachweis",
            "nachweise",
            "nachweisdokument",
            "nachweisdokumente",
            "nachweisderumsetzung",
            "beleg",
            "belege",
            "dokument",
            "dokumente",
            "dokumentation",
            "mitgeltendedokumente",
        ],
    ),
    (
        "owner",
        &[
            "verantwortlich",
            "verantwortliche",
            "verantwortlicher",
            "verantwortlicheperson",
            "verantwortlichkeit",
            "massnahmenverantwortlich",
            "massnahmenverantwortlicher",
            "zustaendig",
            "zustaendigkeit",
            "eigentuemer",
            "eigner",
        ],
    ),
    (
        "how",
        &[
            "artderumsetzung",
            "beschreibungderumsetzung",
            "umsetzungsbeschreibung",
            "umsetzunghinweise",
            "wieumgesetzt",
            "wiewirdesumgesetzt",
            "umsetzungsmassnahme",
            "umsetzungsmassnahmen",
        ],
    ),
    ("drivers", &["treiber", "grundlage", "ausloeser"]),
    (
        "aisystems",
        &["kisystem", "kisysteme", "betroffenekisysteme", "systeme", "betroffenesysteme", "kianwendungen"],
    ),
    (
        "risks",
        &[
            "risiko",
            "risiken",
            "risikonr",
            "risikonummer",
            "risikoid",
            "risikobezug",
            "bezugzurisiken",
            "zugeordneterisiken",
            "verknuepfterisiken",
            "behandelterisiken",
        ],
    ),
    (
        "lookagain",
        &["wiedervorlage", "naechstepruefung", "naechsteueberpruefung", "pruefdatum", "erneutpruefenam"],
    ),
];

/// What cells hold.
const WORDS: [(&str, &[&str]); 12] = [
    ("yes", &["j"]),
    ("applicable", &["anwendbar", "zutreffend", "einbezogen", "relevant"]),
    (
        "notapplicable",
        &["nichtanwendbar", "nichtzutreffend", "nichtrelevant", "ausgeschlossen", "entfaellt", "na"],
    ),
    ("undecided", &["nochoffen", "offen", "unentschieden", "nochnichtentschieden", "nichtentschieden"]),
    (
        "implemented",
        &["umgesetzt", "vollstaendigumgesetzt", "vollumgesetzt", "implementiert", "erfuellt", "erledigt"],
    ),
    (
        "partiallyimplemented",
        &["teilweise", "teilweiseumgesetzt", "teilumgesetzt", "teilweiseerfuellt", "inumsetzung", "inarbeit"],
    ),
    ("documented", &["dokumentiert", "entwurf", "imentwurf"]),
    ("planned", &["geplant", "vorgesehen", "umsetzunggeplant"]),
    ("notimplemented", &["nichtumgesetzt", "nichterfuellt", "fehlt", "nichtbegonnen", "nichtvorhanden"]),
    ("risk", &["risiko", "risiken", "risikobeurteilung", "risikobewertung", "risikoanalyse"]),
    (
        "legal",
        &[
            "gesetz",
            "gesetze",
            "gesetzlich",
            "recht",
            "rechtlich",
            "gesetzlicheanforderung",
            "gesetzlicheanforderungen",
            "rechtlicheanforderung",
            "rechtlicheanforderungen",
            "regulatorisch",
        ],
    ),
    ("contract", &["vertrag", "vertraege", "vertraglich", "vertraglicheanforderungen", "kundenvertrag"]),
];

/// Plain, with umlauts spelled out as people do who have none.
fn spelled(words: &str) -> String {
    plain(words).replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

fn of(table: &[(&'static str, &[&str])], words: &str) -> Option<&'static str> {
    let words = spelled(words);
    table.iter().find(|(_, all)| all.contains(&words.as_str())).map(|(english, _)| *english)
}

/// The English head that means the same, plain. What stands in brackets or behind a stroke makes no difference where the whole means
/// nothing.
pub(super) fn head(head: &str) -> Option<&'static str> {
    let head = head.trim().trim_end_matches(['?', '#']);
    of(&HEADS, head).or_else(|| of(&HEADS, head.split(['(', '[', '/']).next().unwrap_or(head)))
}

/// The English word that means the same, plain; the word itself where there is none.
pub(super) fn word(plain: String) -> String {
    of(&WORDS, &plain).map_or(plain, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_words_are_spelled_in_every_way() {
        for (german, english) in [
            ("Ziffer", "control"),
            ("Begründung", "reason"),
            ("BEGRUENDUNG", "reason"),
            ("Maßnahme", "control"),
            ("Anwendbar?", "applicable"),
            ("Anwendbar (ja/nein)", "applicable"),
            ("Begründung für den Ausschluss", "reasonagainst"),
            ("Begründung für Anwendbarkeit / Nichtanwendbarkeit", "reason"),
        ] {
            assert_eq!(head(german), Some(english), "{german}");
        }
        assert_eq!(head("Status"), None);
        assert_eq!(word(plain("Nicht anwendbar")), "notapplicable");
        assert_eq!(word(plain("Implemented")), "implemented");
    }

    #[test]
    fn no_word_stands_for_two_things() {
        for table in [&HEADS[..], &WORDS[..]] {
            let mut seen = std::collections::BTreeSet::new();
            for one in table.iter().flat_map(|(_, all)| all.iter()) {
                assert!(seen.insert(*one), "{one}");
                assert_eq!(spelled(one), *one, "it would never be met");
            }
        }
    }
}
