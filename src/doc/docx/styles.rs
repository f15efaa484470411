//! Styles and numbering of the DOCX writer: the fixed part with the colours, typeface and language put in. Whoever
//! restyles the paper does it here and nowhere else, so the body says styles only.

use std::fmt::Write as _;

use super::super::figure::Key;
use super::super::paint::{self, BASE, Paint, hex};
use super::super::{About, House, Tone};
use super::xml::esc;

/// The typeface where the house style names none.
const FONT: &str = "Calibri";

/// For signs of East Asia, which the other has none of.
const ASIAN: &str = "Yu Gothic";

/// The part `word/styles.xml`.
pub(super) fn styles(about: &About, house: &House, paint: Paint) -> String {
    let mut tones = String::new();
    let looks = [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain]
        .map(|tone| (name(tone), paint.square(tone), paint.tone(tone)));
    let keys = [(REST, paint.square(Tone::Open), BASE), (COMING, paint.accent, paint.coming())];
    for (name, edge, ground) in looks.into_iter().chain(keys) {
        // Writing into a string cannot fail.
        let _ = writeln!(
            tones,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Tone{name}\"><w:name w:val=\"Tone {name}\"/>\
             <w:rPr><w:sz w:val=\"14\"/><w:szCs w:val=\"14\"/><w:bdr w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{}\"/>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/></w:rPr></w:style>",
            hex(edge),
            hex(ground)
        );
    }
    let language = language(about.language);
    let asian = if language.starts_with("zh") || language.starts_with("ko") {
        language.clone()
    } else {
        "ja-JP".into()
    };
    [
        ("{tones}", tones),
        ("{accent}", hex(paint.accent)),
        ("{rule}", hex(paint.tint(0.28))),
        ("{band}", hex(paint.tint(0.05))),
        ("{ink}", hex(paint::INK)),
        ("{lang}", esc(&language)),
        ("{lang-asian}", esc(&asian)),
        ("{asian}", ASIAN.to_owned()),
        // Last, so that a name in braces stands for nothing.
        ("{font}", font(house)),
    ]
    .into_iter()
    .fold(sized(about.long), |sheet, (place, value)| sheet.replace(place, &value))
}

/// The fixed part. What differs stands there as `{of a long paper|of a short one}`: a short one, which is to keep to its
/// page, is set smaller and closer, as its PDF is.
fn sized(long: bool) -> String {
    let mut parts = include_str!("styles.xml").split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((pair, rest)) if pair.contains('|') => {
                let (far, near) = pair.split_once('|').unwrap_or_default();
                out.extend([if long { far } else { near }, rest]);
            }
            _ => out.extend(["{", part]),
        }
    }
    out
}

/// The typeface, as XML.
pub(super) fn font(house: &House) -> String {
    let name = house.font.as_deref().map(str::trim).filter(|f| !f.is_empty());
    // Names of typefaces are short; the format allows no more than this.
    esc(&name.unwrap_or(FONT).chars().take(31).collect::<String>())
}

/// What a key of a legend is called in the names of styles.
pub(super) const fn name_of_key(key: Key) -> &'static str {
    match key {
        Key::Of(tone) => name(tone),
        Key::Rest => REST,
        Key::Coming => COMING,
    }
}

/// What is left of a bar.
const REST: &str = "Rest";

/// A bar that is still to come.
const COMING: &str = "Coming";

/// What a tone is called in the names of styles.
pub(super) const fn name(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "Good",
        Tone::Half => "Half",
        Tone::Bad => "Bad",
        Tone::Open => "Open",
        Tone::Out => "Out",
        Tone::Plain => "Plain",
    }
}

/// A language with a country, which word processors need to check the spelling.
pub(super) fn language(tag: &str) -> String {
    let country = match tag {
        "en" => "GB",
        "cs" => "CZ",
        "da" => "DK",
        "el" => "GR",
        "ja" => "JP",
        "ko" => "KR",
        "nb" | "nn" => "NO",
        "sl" => "SI",
        "sv" => "SE",
        "uk" => "UA",
        "vi" => "VN",
        "zh" => "CN",
        // Most are called like their country.
        two if two.len() == 2 => return format!("{two}-{}", two.to_ascii_uppercase()),
        other => return other.to_owned(),
    };
    format!("{tag}-{country}")
}

/// The lists of a document. Three kinds of marks; each numbered list is one of its own, so that it begins where it is
/// to begin.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// First number and depth of each numbered list.
    numbered: Vec<(usize, usize)>,
}

/// Numbers below this are the three kinds themselves.
const OWN: usize = 10;

impl Lists {
    /// A list that begins with `first`; gives back the id its paragraphs say.
    pub(super) fn begin(&mut self, first: usize, depth: usize) -> usize {
        self.numbered.push((first, depth));
        OWN + self.numbered.len() - 1
    }

    /// The part `word/numbering.xml`.
    pub(super) fn part(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering \
             xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\n",
        );
        for (id, style) in [(0, "ListBullet"), (1, "ListNumber"), (2, "ListBox")] {
            let _ = writeln!(
                out,
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
            );
            for level in 0..9 {
                out.push_str(&level_of(id, style, level));
            }
            out.push_str("</w:abstractNum>\n");
        }
        for id in 0..3 {
            let _ = writeln!(out, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", id + 1);
        }
        for (at, (first, depth)) in self.numbered.iter().enumerate() {
            let _ = writeln!(
                out,
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{depth}\">\
                 <w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>",
                OWN + at
            );
        }
        out.push_str("</w:numbering>\n");
        out
    }
}

/// One level of a kind of list: mark, place, and the style that belongs to it.
fn level_of(id: usize, style: &str, level: usize) -> String {
    let step = 340 + usize::from(id == 2) * 60;
    let left = step * (level + 1);
    let number = format!("%{}.", level + 1);
    let (kind, mark, look) = match id {
        0 if level.is_multiple_of(2) => ("bullet", "\u{2022}", ""),
        0 => ("bullet", "\u{2013}", ""),
        1 => ("decimal", number.as_str(), ""),
        _ => (
            "bullet",
            "\u{2610}",
            "<w:rPr><w:rFonts w:ascii=\"Segoe UI Symbol\" w:hAnsi=\"Segoe UI Symbol\" w:eastAsia=\"Segoe UI Symbol\" \
             w:cs=\"Segoe UI Symbol\" w:hint=\"eastAsia\"/></w:rPr>",
        ),
    };
    let belongs = match level {
        0 => format!("<w:pStyle w:val=\"{style}\"/>"),
        1 | 2 => format!("<w:pStyle w:val=\"{style}{}\"/>", level + 1),
        _ => String::new(),
    };
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/>{belongs}<w:lvlText w:val=\"{mark}\"/>\
         <w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"{left}\"/></w:tabs><w:ind w:left=\"{left}\" \
         w:hanging=\"{step}\"/></w:pPr>{look}</w:lvl>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_country() {
        assert_eq!(language("en"), "en-GB");
        assert_eq!(language("hu"), "hu-HU");
        assert_eq!(language("pt-BR"), "pt-BR");
    }

    #[test]
    fn a_short_paper_is_set_closer() {
        for long in [true, false] {
            let sheet = sized(long);
            assert!(!sheet.contains('|'), "{sheet}");
            assert!(sheet.contains("{accent}"));
        }
        let size = |long: bool| {
            let sheet = sized(long);
            let (_, after) = sheet.split_once("<w:sz w:val=\"").unwrap();
            after.split('"').next().unwrap().parse::<u32>().unwrap()
        };
        assert!(size(false) < size(true));
    }

    #[test]
    fn each_numbered_list_begins_where_it_says() {
        let mut lists = Lists::default();
        assert_eq!((lists.begin(1, 0), lists.begin(7, 1)), (10, 11));
        let part = lists.part();
        assert!(part.contains("w:numId=\"11\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"7\""));
    }
}
