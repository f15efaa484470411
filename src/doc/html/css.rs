//! The style sheet of the HTML writer: the fixed part, and the few words of people in it, made harmless.

use std::fmt::Write as _;

use super::super::figure::Key;
use super::super::measure::running;
use super::super::paint::{self, Paint, hex};
use super::super::{Doc, House, Tone};
use crate::inert;

/// What is the same in every file.
const FIXED: &str = include_str!("page.css");

/// The whole sheet for a document in a house style.
pub(super) fn sheet(doc: &Doc, house: &House, paint: Paint) -> String {
    let mut out = String::with_capacity(FIXED.len() + 2_000);
    let font = house.font.as_deref().map(|f| string(f) + ", ").unwrap_or_default();
    out.push_str(":root {\n");
    for (name, colour) in [
        ("accent", paint.accent),
        ("tint", paint.tint(0.10)),
        ("band", paint.tint(0.045)),
        ("rule", paint.tint(0.28)),
        ("ink", paint::INK),
    ] {
        out.extend(["  --", name, ": #", &hex(colour), ";\n"]);
    }
    let fonts = "\"Segoe UI\", \"Open Sans\", \"Noto Sans\", system-ui, -apple-system, \"Helvetica Neue\", Arial, sans-serif";
    out.extend(["  --font: ", &font, fonts, ";\n}\n", FIXED]);
    for tone in [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain] {
        let (name, ground, square) = (class(tone), hex(paint.tone(tone)), hex(paint.square(tone)));
        let ink = hex(Paint::ink_on(paint.tone(tone)));
        // As in the bars, with an edge: what is pale by itself is not to look like another tone.
        out.extend([".t.", name, "::before, .key.", name, "::before { background: #", &ground]);
        out.extend(["; box-shadow: inset 0 0 0 1px #", &square, "; }\n"]);
        out.extend([
            "svg .",
            name,
            " { fill: #",
            &ground,
            "; }\nsvg .on-",
            name,
            " { fill: #",
            &ink,
            "; }\n",
        ]);
        out.extend(["svg .line-", name, " { stroke: #", &square, "; }\n"]);
    }
    // What is left of a bar, and what is still to come.
    let (coming, edge) = (hex(paint.coming()), hex(paint.accent));
    for (name, ground, edge) in
        [(REST, "ffffff", hex(paint.square(Tone::Open)).as_str()), (COMING, &coming, &edge)]
    {
        out.extend([".key.", name, "::before { background: #", ground]);
        out.extend(["; box-shadow: inset 0 0 0 1px #", edge, "; }\n"]);
        out.extend(["svg .", name, " { fill: #", ground, "; stroke: #", edge, "; }\n"]);
    }
    pages(doc, &mut out);
    out
}

/// What is left of a bar.
pub(super) const REST: &str = "rest";

/// A bar that is still to come.
pub(super) const COMING: &str = "coming";

/// What a key of a legend is called in the style sheet.
pub(super) const fn class_of_key(key: Key) -> &'static str {
    match key {
        Key::Of(tone) => class(tone),
        Key::Rest => REST,
        Key::Coming => COMING,
    }
}

/// What a tone is called in the style sheet.
pub(super) const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Half => "half",
        Tone::Bad => "bad",
        Tone::Open => "open",
        Tone::Out => "out",
        Tone::Plain => "plain",
    }
}

/// Head and foot of the printed pages.
fn pages(doc: &Doc, out: &mut String) {
    let about = &doc.about;
    let running = string(&running(doc));
    let number = numbered(&about.labels.page);
    let stamp = string(&about.stamp);
    let foot = |rule: &str| {
        format!(
            "@page{rule} {{\n  @bottom-left {{ content: {stamp}; width: 75%; vertical-align: top; }}\n  \
             @bottom-right {{ content: {number}; width: 25%; white-space: nowrap; vertical-align: top; }}\n"
        )
    };
    out.push_str(&foot(""));
    out.push_str("  @top-left { content: ");
    out.push_str(&running);
    out.push_str("; width: 100%; vertical-align: middle; padding-bottom: 3mm; white-space: nowrap; overflow: hidden; }\n}\n");
    if !about.long {
        out.push_str("@page { margin: 14mm 16mm 14mm; }\n");
    }
    // The cover is not numbered; a short paper has its head in the text.
    out.push_str("@page :first { @top-left { content: none; } }\n");
    if about.long {
        out.push_str("@page :first { @bottom-left { content: none; } @bottom-right { content: none; } }\n");
    }
}

/// `Page {n} of {m}` as counters between words.
fn numbered(template: &str) -> String {
    let mut out = String::new();
    for (i, part) in template.split("{n}").enumerate() {
        if i > 0 {
            out.push_str(" counter(page) ");
        }
        for (j, words) in part.split("{m}").enumerate() {
            if j > 0 {
                out.push_str(" counter(pages) ");
            }
            out.push_str(&string(words));
        }
    }
    out
}

/// Words as a string of a style sheet. Everything but plain letters, digits and spaces is written as a number, so that
/// nothing ends the string, the rule or the element.
fn string(words: &str) -> String {
    let words = words.replace(['\n', '\r', '\t'], " ");
    let flat = inert::line(&words);
    let inner = flat.trim_matches(' ').len();
    let before = flat.len() - flat.trim_start_matches(' ').len();
    let mut out = String::from("\"");
    for (at, c) in flat.char_indices() {
        let at_end = at < before || at >= before + inner;
        if c.is_ascii_alphanumeric() || (c == ' ' && !at_end) {
            out.push(c);
        } else {
            // A space at either end would be taken away, one that does not break stays.
            let code = if c == ' ' { 0xa0 } else { u32::from(c) };
            // Writing into a string cannot fail.
            let _ = write!(out, "\\{code:x} ");
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_stay_in_their_string() {
        let out = string("a\"; } </style><script> \\ \u{fffe}\nurl(x)");
        assert!(!out.trim_matches('"').contains(['"', '<', '>', ';', '}', '(', '\n']), "{out}");
        assert!(out.starts_with('"') && out.ends_with('"'));
        assert_eq!(
            numbered("Page {n} of {m}"),
            "\"Page\\a0 \" counter(page) \"\\a0 of\\a0 \" counter(pages) \"\""
        );
    }
}
