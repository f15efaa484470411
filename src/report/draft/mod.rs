//! Papers to start from, as documents: a template with what the file holds filled in. What nobody said yet stands there as a
//! question; nothing is made up. Used by `work::papers` and the commands through it.

mod fill;
mod level;

use crate::doc::{About, Doc, House, Page, docx};
use crate::inert;
use crate::model::format::FitsInto;
use crate::model::paper::{Block, Gathered, Line, Placed, Template, What, gathered};
use crate::model::record::matrix::As;
use crate::say;

use super::about::labels;
use super::{Format, Input, ReportError, checklist, risks, soa};
use fill::Fill;

/// Formats drafts are made in.
pub const FORMATS: [Format; 2] = [Format::Markdown, Format::Docx];

/// A file that is a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its name without ending.
    pub name: &'static str,
    /// What it says.
    pub doc: Doc,
    /// The papers in it: id and version of each template.
    pub of: Vec<(&'static str, u32)>,
    /// Places that still say that something is to be decided.
    pub open: usize,
    /// Those of each of the papers in it, in the same order.
    open_in: Vec<usize>,
}

impl Draft {
    /// Places of one of its papers that still say that something is to be decided; 0 of a paper that is not in it.
    pub fn open_in(&self, paper: &str) -> usize {
        self.of.iter().zip(&self.open_in).filter(|((id, _), _)| *id == paper).map(|(_, open)| *open).sum()
    }
}

/// Every file that is made for this organisation.
pub fn drafts(input: &Input, templates: &'static [Template]) -> Vec<Draft> {
    gathered(templates, input.a).iter().map(|file| draft(input, file)).collect()
}

/// What a file is called by whoever looks for it.
pub fn title(file: &Gathered<'static>) -> &'static str {
    match (file.place, file.holds.as_slice()) {
        (FitsInto::File, [t, ..]) => &t.title,
        (place, _) => checklist::file_name(place),
    }
}

/// A draft in a format for people.
pub fn written(draft: &Draft, format: Format, house: &House) -> Result<Vec<u8>, ReportError> {
    Ok(match format {
        Format::Docx => docx::write(&draft.doc, house)?,
        _ => inert::text(&crate::doc::markdown::write(&draft.doc, house)).into_owned().into_bytes(),
    })
}

fn draft(input: &Input, file: &Gathered<'static>) -> Draft {
    let called = title(file);
    let mut maker = Maker {
        input,
        page: Page::new(file.name(), &say!("{paper} (draft)", paper = called), about(input, file, called)),
        open: 0,
        reasons: 0,
        told: 0,
        undecided: 0,
        stated: false,
    };
    maker.page.paragraph(fill::strong(say!(
        "DRAFT. It holds for nobody until somebody has read it, settled what is still to be decided, and approved it."
    )));
    let several = file.holds.len() > 1;
    let mut open_in = Vec::new();
    for (n, t) in file.holds.iter().enumerate() {
        if several {
            if n > 0 {
                maker.page.new_page();
            }
            maker.page.section(2, &t.id, &t.title);
        }
        let before = maker.all_open();
        maker.blocks(&t.blocks, &Fill { input, paper: t, rec: None }, if several { 3 } else { 2 });
        open_in.push(maker.all_open() - before);
    }
    let (open, left) = (maker.all_open(), still_open(&maker));
    let mut doc = maker.page.finish();
    doc.about.facts.push((say!("Still open").to_owned(), left));
    Draft {
        name: file.name(),
        doc,
        of: file.holds.iter().map(|t| (t.id.as_str(), t.version)).collect(),
        open,
        open_in,
    }
}

/// What is still to be done about a draft: things marked in its text, controls nobody decided about or wrote a reason for, and what
/// is told of a statement at its end.
fn still_open(of: &Maker<'_>) -> String {
    let &Maker { open, undecided, reasons, told, stated, .. } = of;
    let mut all = Vec::new();
    if undecided > 0 {
        all.push(say!("{n|control|controls} to be decided: in or out, and why", n = undecided));
    }
    if open > 0 {
        all.push(say!("{n|thing|things}, marked in the text: To be decided", n = open));
    }
    if reasons > 0 {
        all.push(say!("{n|control|controls} without a written reason", n = reasons));
    }
    if told > 0 {
        all.push(say!(
            "{n|thing|things} to settle, named at the end under: For the organisation, not part of the statement",
            n = told
        ));
    }
    if all.is_empty() {
        // A statement says facts: what to do with it stands apart from it.
        return if stated { say!("nothing") } else { say!("nothing; read it through and approve it") }
            .to_owned();
    }
    all.join("; ")
}

/// What a draft says about itself: it goes to people who never saw the assessment.
fn about(input: &Input, file: &Gathered<'_>, called: &str) -> About {
    let organisation = crate::words::called::organisation(input.a).to_owned();
    let made = input.made;
    // Of the statement the register may know another version, and says so in every document of it.
    let stated = file.holds.iter().any(|t| t.blocks.iter().any(|b| b.what == What::Statement));
    let kept = Some(soa::kept_as(input)).filter(|kept| stated && !kept.is_empty());
    let state = match kept {
        Some(kept) => say!("draft of {made}; the statement that is kept: {kept}", made, kept),
        None => say!("draft of {made}, not approved", made),
    };
    About {
        facts: vec![
            (say!("Organisation").to_owned(), organisation.clone()),
            (say!("State").to_owned(), state),
        ],
        disclaimer: String::new(),
        stamp: say!(
            "DRAFT of {made}: {paper}, {organisation}",
            made,
            paper = called,
            organisation = organisation
        ),
        organisation,
        made,
        language: "en",
        long: false,
        labels: labels(),
    }
}

/// A draft in the making.
struct Maker<'m> {
    input: &'m Input<'m>,
    page: Page,
    open: usize,
    /// Controls nobody decided about.
    undecided: usize,
    /// Controls whose reason nobody wrote.
    reasons: usize,
    /// What the organisation is told of its statement, apart from it.
    told: usize,
    /// Whether the statement stands in it.
    stated: bool,
}

impl Maker<'_> {
    /// Everything that is still open so far.
    fn all_open(&self) -> usize {
        self.open + self.undecided + self.reasons + self.told
    }

    fn blocks(&mut self, all: &'static [Block], fill: &Fill<'_>, level: usize) {
        for block in all.iter().filter(|b| b.when.holds(self.input.a)) {
            self.block(block, fill, level);
        }
    }

    fn block(&mut self, block: &'static Block, fill: &Fill<'_>, level: usize) {
        match &block.what {
            What::Heading(text) => {
                let words = self.said(fill.text(text)).words();
                self.page.heading(level, &words);
            }
            What::Prose(text) => {
                let text = self.said(fill.text(text));
                self.page.paragraph(text);
            }
            What::Points(lines) => self.lines(lines, fill, |page, _, text| page.item(text)),
            What::Steps(lines) => self.lines(lines, fill, Page::step),
            What::Boxes(lines) => self.lines(lines, fill, |page, _, text| page.tick(text)),
            What::Table(rows, columns) => {
                let (table, open) = fill.table(rows, columns);
                self.open += open;
                match table {
                    Some(table) => self.page.table(table),
                    None => self.page.paragraph(fill::empty(rows)),
                }
            }
            What::Grid(grid) => {
                let (table, open) = fill.grid(grid);
                self.open += open;
                self.page.table(table);
            }
            What::Matrix(placed) => {
                let way = match placed {
                    Placed::Levels => None,
                    Placed::Risks => Some(As::Now),
                    Placed::Left => Some(As::Left),
                };
                if let Some(table) = risks::matrix(self.input.a, way) {
                    self.page.table(table);
                }
                let nowhere =
                    way.filter(|way| *way == As::Left).and_then(|way| risks::nowhere(self.input.a, way));
                if let Some(words) = nowhere {
                    self.page.paragraph(words);
                }
            }
            What::Each(rows, inner) => {
                let recs = fill.rows(rows);
                if recs.is_empty() {
                    self.open += 1;
                    self.page.paragraph(fill::empty(rows));
                }
                for rec in recs {
                    self.blocks(inner, &Fill { rec: Some(&rec), ..*fill }, level + 1);
                }
            }
            What::Sign(lines) => self.page.sign(lines.clone()),
            What::Statement => {
                let rows = soa::rows(self.input);
                self.undecided += rows.iter().filter(|r| r.is_undecided()).count();
                self.reasons += rows.iter().filter(|r| r.says_no_reason()).count();
                self.told += soa::known(self.input);
                self.stated = true;
                soa::sections(self.input, &mut self.page, level, soa::In::Draft);
            }
            What::Documents => {
                for table in checklist::tables(self.input) {
                    self.page.table(table);
                }
            }
        }
    }

    /// Counts what is still open in a text.
    fn said(&mut self, (text, open): (crate::doc::Text, usize)) -> crate::doc::Text {
        self.open += open;
        text
    }

    fn lines(
        &mut self,
        lines: &'static [Line],
        fill: &Fill<'_>,
        put: fn(&mut Page, usize, crate::doc::Text),
    ) {
        let a = self.input.a;
        let here = lines.iter().filter(|l| match l {
            Line::All(_) => true,
            Line::Some { when, .. } => when.holds(a),
        });
        for (n, line) in here.enumerate() {
            let text = self.said(fill.text(line.text()));
            put(&mut self.page, n + 1, text);
        }
    }
}
