//! For tests of the writers: a document with every block in it whose words all want to be something else, and a strict
//! reader of tags that says what came of them.

use jiff::civil::date;

use super::{
    About, Bar, Block, Cell, Doc, Figure, FigureKind, House, Item, Labels, Mark, Page, Piece, Table, Text,
    Tone,
};

/// Words that would act in one format or another.
pub(super) const WORST: [&str; 9] = [
    "<script>alert(1)</script>",
    "]]> <![CDATA[ <!-- --> <?php ?> &lt; &amp; &#60; &nbsp;",
    "javascript:alert(1) https://example.org/?a=1&b=2 mailto:eve@example.org file:///etc/passwd",
    "\"onmouseover=\"alert(1) 'onload='x' style=\"background:url(x)\"",
    "nul \0 bell \u{7} esc \u{1b}[31m del \u{7f} no sign \u{fffe} \u{ffff}",
    "\u{202e}turned\u{202c} \u{2066}apart\u{2069} \u{200b}hidden\u{feff}",
    "</style></title></w:t></w:p><w:instrText>INCLUDETEXT</w:instrText>",
    "line\r\nnext\rlone\n\ttab {font} {accent} {n} {m} \\22 }",
    "\u{682a}\u{5f0f}\u{4f1a}\u{793e} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{141}\u{f3}d\u{17a} a\u{301}",
];

/// What a document says about itself.
pub(super) fn about(words: &str, long: bool) -> About {
    About {
        organisation: words.to_owned(),
        facts: vec![(words.to_owned(), words.to_owned())],
        disclaimer: words.to_owned(),
        stamp: words.to_owned(),
        made: date(2026, 11, 22),
        language: "en",
        long,
        labels: Labels::fixture(),
    }
}

/// A house style in which every word is `words`.
pub(super) fn house(words: &str) -> House {
    let own = Some(words.to_owned());
    House {
        prepared_by: own.clone(),
        cover_line: own.clone(),
        version: own.clone(),
        distribution: own.clone(),
        font: own,
        logo: Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10".to_vec()),
        ..House::default()
    }
}

/// Every block, every mark, every figure, each with `words` wherever a word may stand.
pub(super) fn doc(words: &str, long: bool) -> Doc {
    let own = words.to_owned();
    let mut page = Page::new("gap-report", words, about(words, long));
    page.section(2, words, words);
    page.paragraph(Text(vec![
        Piece::Plain(own.clone()),
        Piece::Strong(own.clone()),
        Piece::Link { anchor: own.clone(), words: own.clone() },
        Piece::Link { anchor: "javascript:nowhere".to_owned(), words: own.clone() },
    ]));
    for level in 2..=6 {
        page.section(level, words, words);
    }
    for number in [1, 2, 7, 8] {
        page.step(number, words);
        page.sub_item(words);
    }
    page.fact(words, words);
    page.tick(words);
    page.room_below("", vec![(own.clone(), 34), (String::new(), 9_000)]);
    page.room_below(words, vec![(own.clone(), 0)]);
    page.finish_with(words)
}

impl Page {
    /// The second half of [`doc`]: what does not depend on what came before.
    fn finish_with(mut self, words: &str) -> Doc {
        let own = words.to_owned();
        let deep = (0..12).fold(Vec::new(), |below, n| {
            let mark = [Mark::Bullet, Mark::Number(n), Mark::Box, Mark::None][n % 4];
            vec![Item { mark, label: Some(own.clone()), text: words.into(), room: Vec::new(), below }]
        });
        let mut narrow = Table::new(&["Day", "Number", "State", "Plain", "Words"]);
        let toned = |tone| Cell::Toned(tone, own.clone());
        for tone in [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain] {
            narrow.row(vec![
                date(2027, 1, 2).into(),
                2.5.into(),
                toned(tone),
                Cell::Toned(tone, String::new()),
                words.into(),
            ]);
        }
        let mut wide = Table::new(&["Head"; 14]);
        wide.row(vec![format!("{words} and a few more words").into(); 14]);
        self.table(narrow);
        self.table(Table::new(&["Nothing"]));
        let mut named = Table::new(&["Head", "Words"]);
        named.columns[1].title = own.clone().into();
        named.row(vec![words.into(), words.into()]);
        self.table(named);
        self.heading(3, "wide");
        self.table(wide);
        for kind in figures(words) {
            let legend = vec![(Tone::Good, own.clone()), (Tone::Open, own.clone())];
            self.figure(Figure { title: own.clone(), alt: own.clone(), kind, legend });
        }
        self.new_page();
        self.sign(vec![vec![own.clone(), own.clone()], Vec::new()]);
        let mut doc = self.finish();
        doc.blocks.push(Block::List(deep));
        doc
    }
}

/// A figure of each kind, and an empty one.
fn figures(words: &str) -> Vec<FigureKind> {
    let own = words.to_owned();
    let bar = |tone| Bar { label: own.clone(), start: date(2027, 3, 1), end: date(2026, 12, 1), tone };
    vec![
        FigureKind::Shares(vec![(own.clone(), vec![1, 0, 40, 3]), (own.clone(), vec![0, 0])]),
        FigureKind::Ranges(vec![(own.clone(), 20.4, 60.0), (own.clone(), f64::NAN, f64::INFINITY)]),
        FigureKind::Gantt {
            rows: vec![bar(Tone::Bad), bar(Tone::Plain)],
            milestones: vec![(date(2028, 1, 1), own.clone())],
            today: date(2026, 11, 22),
        },
        FigureKind::Trend(vec![(date(2026, 5, 1), 1.0, 20.0), (date(2026, 2, 1), 5.0, 3.0)]),
        FigureKind::Heat {
            columns: vec![own.clone(), own.clone()],
            rows: vec![(own.clone(), vec![(Tone::Half, own.clone())])],
        },
        FigureKind::Shares(Vec::new()),
        FigureKind::Trend(Vec::new()),
        FigureKind::Heat { columns: Vec::new(), rows: Vec::new() },
    ]
}

/// A tag: its name, its attributes with their values as they are read, and whether it ends an element.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) ends: bool,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// All tags and all text between them, or what is wrong. `alone` are elements that have no end and nothing in them.
pub(super) fn read(source: &str, alone: &[&str]) -> Result<(Vec<Tag>, String), String> {
    if let Some(c) = source.chars().find(|c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\r' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return Err(format!("forbidden sign {c:?}"));
    }
    let (mut tags, mut text, mut open) = (Vec::new(), String::new(), Vec::<String>::new());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('<') {
        text += &plain(before)?;
        let (inside, after) = after.split_once('>').ok_or("a tag without an end")?;
        rest = after;
        if inside.starts_with('?') || inside.eq_ignore_ascii_case("!doctype html") {
            continue;
        }
        let tag = tag(inside)?;
        let closed = inside.ends_with('/');
        if tag.ends {
            let last = open.pop();
            if last.as_deref() != Some(tag.name.as_str()) {
                return Err(format!("{last:?} is ended by {}", tag.name));
            }
            text.push('\n');
        } else if !closed && !alone.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
            if tag.name == "style" {
                rest = rest.split_once("</style>").ok_or("a style without an end")?.1;
                open.pop();
            }
        }
        tags.push(tag);
    }
    text += &plain(rest)?;
    if open.is_empty() { Ok((tags, text)) } else { Err(format!("never ended: {open:?}")) }
}

/// Text with its entities read.
fn plain(source: &str) -> Result<String, String> {
    let mut parts = source.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').ok_or_else(|| format!("a lone & before {part}"))?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "#39" => '\'',
            other => return Err(format!("unknown entity {other}")),
        });
        out.push_str(after);
    }
    Ok(out)
}

fn tag(inside: &str) -> Result<Tag, String> {
    let (ends, inside) = inside.strip_prefix('/').map_or((false, inside), |i| (true, i));
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let name: String = inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
    let mut rest = inside.strip_prefix(name.as_str()).unwrap_or_default();
    let mut attributes: Vec<(String, String)> = Vec::new();
    if name.is_empty() {
        return Err(format!("a tag without a name: {inside}"));
    }
    while !rest.trim_start().is_empty() {
        if !rest.starts_with(|c: char| c.is_ascii_whitespace()) {
            return Err(format!("no space before an attribute: {inside}"));
        }
        let (key, after) = rest.split_once("=\"").ok_or_else(|| format!("no value: {inside}"))?;
        let (value, after) = after.split_once('"').ok_or_else(|| format!("a quote is open: {inside}"))?;
        let key = key.trim_start().to_owned();
        if !key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-')) {
            return Err(format!("a strange attribute: {key}"));
        }
        if attributes.iter().any(|(k, _)| *k == key) {
            return Err(format!("twice {key}: {inside}"));
        }
        attributes.push((key, plain(value)?));
        rest = after;
    }
    Ok(Tag { name, attributes, ends })
}

#[test]
fn the_reader_sees_what_is_wrong() {
    for wrong in [
        "<a>",
        "<a></b>",
        "<a b=c></a>",
        "a & b",
        "<a b=\"1\" b=\"2\"/>",
        "<a b=\"<\"/>x\0",
        "<a b=\"1\"c=\"2\"/>",
    ] {
        assert!(read(wrong, &[]).is_err(), "{wrong}");
    }
    let (tags, text) = read("<a b=\"&lt;1\">x &amp; y<c/></a>", &[]).unwrap();
    assert_eq!((tags.len(), text.trim(), tags[0].get("b")), (3, "x & y", Some("<1")));
}
