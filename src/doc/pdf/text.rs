//! Words to lines: which picture each sign has, where a line may end, and what stands on it. One sign is one picture,
//! which is right for Latin, Greek, Cyrillic, Vietnamese and East Asian scripts. For `pdf` only.

use std::borrow::Cow;
use std::ops::Range;

use super::super::unparted::unparted;
use super::face::{Faces, Style};
use super::style::Colour;
use crate::inert;

/// Words of one kind.
#[derive(Debug, Clone)]
pub(super) struct Span<'a> {
    pub(super) words: Cow<'a, str>,
    pub(super) style: Style,
    pub(super) colour: Colour,
    /// The anchor they lead to.
    pub(super) link: Option<&'a str>,
}

/// A sign with its picture.
#[derive(Debug, Clone, Copy)]
struct Sign {
    start: u32,
    end: u32,
    span: u16,
    face: u8,
    kind: Kind,
    /// A line may end behind it.
    ends: bool,
    unseen: bool,
    glyph: u32,
    advance: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sign,
    Space,
    LineEnd,
}

/// A sign as it is drawn: number of the picture, width in parts of the size, where in the text it is.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) glyph: u32,
    pub(super) advance: f32,
    pub(super) range: Range<usize>,
}

/// Signs of one face, colour and link in a row.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// From the beginning of the line.
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) face: u8,
    pub(super) size: f32,
    pub(super) colour: Colour,
    pub(super) text: String,
    pub(super) signs: Vec<Drawn>,
    pub(super) link: Option<String>,
    pub(super) unseen: usize,
}

/// A line of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// Without the spaces at its end.
    pub(super) width: f32,
}

/// Text whose signs have their pictures; lines are made of it for any width and size.
pub(super) struct Shaped {
    text: String,
    signs: Vec<Sign>,
    spans: Vec<(Colour, Option<String>)>,
}

/// What is harmless and may stand in an archived document: line ends alone drive anything, and signs that mean only
/// what two parties agreed on are written out.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let ends = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let harmless = match ends {
        Cow::Borrowed(t) => inert::text(t),
        Cow::Owned(t) => Cow::Owned(inert::text(&t).into_owned()),
    };
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    if !harmless.contains(|c| private(c) || c == '\t') {
        return harmless;
    }
    let mut out = String::with_capacity(harmless.len());
    for c in harmless.chars() {
        match c {
            '\t' => out.push_str("    "),
            c if private(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Says something about the sign before it and has no width of its own.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Stands above, below or in the sign before it.
fn marks(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Ideographs and syllables between which a line may end.
fn wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a line may end between these two.
fn may_end(before: Option<char>, c: char, next: char) -> bool {
    if joins(next) || marks(next) {
        return false;
    }
    if c == ' ' || c == '\u{2003}' || c == '\u{2009}' {
        return true;
    }
    if wide(c) || wide(next) {
        let opens = "（［｛「『【〈《〔(\u{201c}\u{2018}";
        let closes = "）］｝」』】〉》〕、。，．：；！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々).,:;!?\u{201d}\u{2019}";
        return !opens.contains(c)
            && !closes.contains(next)
            && c != '\u{a0}'
            && next != '\u{a0}'
            && next != ' ';
    }
    let letter = |c: char| c.is_alphabetic();
    match c {
        '-' | '\u{2010}' | '_' => before.is_some_and(letter) && letter(next),
        // Two abbreviations are one word: ISO/IEC, N/A.
        '/' if before.is_some_and(char::is_uppercase) && next.is_uppercase() => false,
        '/' | '\\' => before.is_some_and(char::is_alphanumeric) && letter(next),
        '\u{2013}' | '\u{2014}' => letter(next) && before.is_some_and(letter),
        _ => false,
    }
}

impl Shaped {
    /// Gives each sign its picture.
    pub(super) fn new(spans: &[Span], faces: &Faces) -> Self {
        let mut text = String::new();
        let mut signs: Vec<Sign> = Vec::new();
        let mut before = None;
        let mut last: Option<char> = None;
        for (n, span) in spans.iter().enumerate() {
            for c in unparted(&clean(&span.words)).chars() {
                let start = text.len() as u32;
                text.push(c);
                let end = text.len() as u32;
                if let (Some(sign), Some(l)) = (signs.last_mut(), last) {
                    if joins(c) && sign.kind == Kind::Sign {
                        sign.end = end;
                        continue;
                    }
                    sign.ends = sign.kind == Kind::LineEnd || may_end(before, l, c);
                }
                let kind = match c {
                    '\n' => Kind::LineEnd,
                    ' ' => Kind::Space,
                    _ => Kind::Sign,
                };
                let drawn = if kind == Kind::LineEnd { ' ' } else { c };
                let p = faces.picture(drawn, span.style);
                let advance = if marks(c) && p.unseen { 0.0 } else { p.advance };
                let span = u16::try_from(n).unwrap_or(u16::MAX);
                let (face, glyph, unseen) = (p.face, p.glyph, p.unseen);
                signs.push(Sign { start, end, span, face, kind, ends: false, unseen, glyph, advance });
                before = last;
                last = Some(c);
            }
        }
        let spans = spans.iter().map(|s| (s.colour, s.link.map(str::to_owned))).collect();
        Self { text, signs, spans }
    }

    /// The widest piece that cannot be cut without cutting a word, in parts of the size.
    pub(super) fn longest_word(&self) -> f32 {
        let (mut most, mut width) = (0.0f32, 0.0f32);
        for sign in &self.signs {
            if sign.kind == Kind::Sign {
                width += sign.advance;
                most = most.max(width);
            }
            if sign.ends || sign.kind != Kind::Sign {
                width = 0.0;
            }
        }
        most
    }

    /// The widest line when none is cut, in parts of the size.
    pub(super) fn widest(&self) -> f32 {
        let (mut most, mut width) = (0.0f32, 0.0f32);
        for sign in &self.signs {
            width = if sign.kind == Kind::LineEnd { 0.0 } else { width + sign.advance };
            most = most.max(width);
        }
        most
    }

    /// How wide it is all in one, in parts of the size, and how many lines it has before any is cut.
    pub(super) fn extent(&self) -> (f32, f32) {
        let ends = self.signs.iter().filter(|s| s.kind == Kind::LineEnd).count();
        (self.signs.iter().map(|s| s.advance).sum(), ends as f32 + 1.0)
    }

    /// Cuts it into lines; no text is one empty line. A word that is wider than a line is cut where the line ends.
    pub(super) fn lines(&self, size: f32, width: f32) -> Vec<Line> {
        let limit = width.max(size) / size;
        let mut lines = Vec::new();
        let (mut from, mut used) = (0, 0.0f32);
        // Behind the last sign a line may end at, and what is used up to there.
        let mut end: Option<(usize, f32)> = None;
        for (n, sign) in self.signs.iter().enumerate() {
            if sign.kind == Kind::LineEnd {
                lines.push(self.line(from..n + 1, size));
                (from, used, end) = (n + 1, 0.0, None);
                continue;
            }
            // A hair more, because sums of widths are not exact.
            let wide = sign.kind == Kind::Sign && sign.advance > 0.0;
            while wide && used + sign.advance > limit + 0.001 && n > from {
                let (cut, gone) = end.unwrap_or((n, used));
                lines.push(self.line(from..cut, size));
                (from, used, end) = (cut, used - gone, None);
            }
            used += sign.advance;
            if sign.ends {
                end = Some((n + 1, used));
            }
        }
        if from < self.signs.len() || lines.is_empty() {
            lines.push(self.line(from..self.signs.len(), size));
        }
        lines
    }

    fn line(&self, range: Range<usize>, size: f32) -> Line {
        let signs = self.signs.get(range).unwrap_or_default();
        let mut line = Line::default();
        let mut x = 0.0;
        let mut key = None;
        for sign in signs {
            if key != Some((sign.face, sign.span)) {
                key = Some((sign.face, sign.span));
                let (colour, link) = self.spans.get(usize::from(sign.span)).cloned().unwrap_or_default();
                let (text, drawn) = (String::new(), Vec::new());
                let face = sign.face;
                line.runs.push(Run {
                    x,
                    width: 0.0,
                    face,
                    size,
                    colour,
                    text,
                    signs: drawn,
                    link,
                    unseen: 0,
                });
            }
            let Some(run) = line.runs.last_mut() else { continue };
            let words = match sign.kind {
                Kind::LineEnd => " ",
                _ => self.text.get(sign.start as usize..sign.end as usize).unwrap_or_default(),
            };
            let start = run.text.len();
            run.text.push_str(words);
            run.signs.push(Drawn { glyph: sign.glyph, advance: sign.advance, range: start..run.text.len() });
            run.unseen += usize::from(sign.unseen);
            x += sign.advance * size;
            if sign.kind == Kind::Sign {
                run.width = x - run.x;
                line.width = x;
            }
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::House;
    use super::*;

    fn shaped(words: &str) -> Shaped {
        let house = House::default();
        let faces = Faces::new(&house).unwrap();
        let span = Span { words: words.into(), style: Style::Regular, colour: Colour::default(), link: None };
        Shaped::new(&[span], &faces)
    }

    fn texts(words: &str, size: f32, width: f32) -> Vec<String> {
        let line = |l: &Line| l.runs.iter().map(|r| r.text.as_str()).collect::<String>();
        shaped(words).lines(size, width).iter().map(line).collect()
    }

    #[test]
    fn lines_end_at_spaces_and_long_words_are_cut() {
        assert_eq!(texts("one two three", 10.0, 45.0), ["one two ", "three"]);
        assert_eq!(texts("", 10.0, 45.0), [""]);
        assert_eq!(texts("a\r\n\nb", 10.0, 45.0), ["a ", " ", "b"]);
        let word = "W".repeat(300);
        let cut = texts(&word, 10.0, 100.0);
        assert!(cut.len() > 20);
        assert_eq!(cut.concat(), word);
        assert!(texts("2026-03-01", 10.0, 30.0).len() > 1, "cut hard when there is no other way");
        assert_eq!(texts("on 2026-03-01", 10.0, 62.0), ["on ", "2026-03-01"]);
        assert_eq!(texts("high-risk-system", 10.0, 50.0), ["high-risk-", "system"]);
        assert!(texts("海港警察海港警察", 10.0, 45.0).len() > 1);
    }

    #[test]
    fn what_acts_is_written_out_and_nothing_is_lost() {
        assert_eq!(clean("a\tb\u{202e}c\u{e000}d\u{1b}"), "a    b\\u{202e}c\\u{e000}d\\u{1b}");
        let family = "\u{1f468}\u{200d}\u{1f469}";
        let lines = shaped(family).lines(10.0, 100.0);
        assert_eq!(lines[0].runs.iter().map(|r| r.text.as_str()).collect::<String>(), family);
        assert_eq!(lines[0].runs.iter().map(|r| r.unseen).sum::<usize>(), 2);
    }

    #[test]
    fn widths_hold() {
        let words =
            "Some words of a note, with a long-winded and/or hyphenated middle and 10 figures. ".repeat(30);
        for width in [20.0, 55.5, 120.0, 480.0] {
            for line in shaped(&words).lines(9.0, width) {
                assert!(line.width <= width + 0.1, "{} > {width}", line.width);
            }
        }
    }
}
