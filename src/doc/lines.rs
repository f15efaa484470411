//! The writer of lines to read on a screen or to hear: a line that begins with `# ` is a title, blanks at the beginning of
//! a line indent what follows when it is wrapped. Who shows them wraps them and lets out only what is inert. The title of
//! the document is left to them too. Makes up no word.

use super::{Block, Doc, Item, Mark, Table};

/// Signs of a line to write on.
const LINE: usize = 20;

/// The document as lines, without its title.
pub fn write(doc: &Doc) -> Vec<String> {
    let mut lines: Vec<String> =
        doc.about.facts.iter().map(|(label, text)| format!("{label}: {text}")).collect();
    let mut prose = !lines.is_empty();
    for block in &doc.blocks {
        match block {
            Block::Heading { text, .. } => {
                apart(&mut lines);
                lines.push(format!("# {text}"));
            }
            Block::Paragraph(text) => lines.push(text.words()),
            Block::List(items) => {
                // Rows with labels are read as a table: they stand apart from what is said before.
                if prose && items.first().is_some_and(|i| i.label.is_some()) {
                    apart(&mut lines);
                }
                for i in items {
                    item(&mut lines, i);
                }
            }
            Block::Table(t) => {
                // So does what was, beside what is.
                if t.rows.first().is_some_and(|row| t.side_by_side(row).is_some()) {
                    apart(&mut lines);
                }
                lines.extend(t.rows.iter().map(|row| cells(t, row)));
            }
            Block::Figure(f) => lines.push(format!("{}: {}", f.title, f.alt)),
            Block::Sign(rows) => {
                let room = |label: &String| format!("  {label}: {}", "_".repeat(LINE));
                lines.extend(rows.iter().flatten().map(room));
            }
            Block::NewPage => {}
        }
        prose = matches!(block, Block::Paragraph(_));
    }
    if !doc.about.disclaimer.is_empty() {
        apart(&mut lines);
        lines.push(doc.about.disclaimer.clone());
    }
    lines
}

fn apart(lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
}

fn item(lines: &mut Vec<String>, item: &Item) {
    let label = item.label.as_ref().map_or_else(String::new, |label| format!("{label}: "));
    let said = format!("{label}{}{}", item.text.words(), room(item));
    let (line, inside) = match item.mark {
        Mark::Number(n) => (format!("{n}. {said}"), 3),
        Mark::Box => (format!("  [ ] {said}"), 6),
        Mark::Bullet if item.label.is_some() => (format!("  {said}"), 4),
        Mark::Bullet => (format!("  - {said}"), 4),
        Mark::None => (format!("  {said}"), 4),
    };
    lines.push(line);
    below(lines, &item.below, inside);
}

fn below(lines: &mut Vec<String>, items: &[Item], indent: usize) {
    for item in items {
        let label = item.label.as_ref().map_or_else(String::new, |label| format!("{label}: "));
        lines.push(format!("{}{label}{}{}", " ".repeat(indent), item.text.words(), room(item)));
        below(lines, &item.below, indent + 2);
    }
}

/// Room to write by hand, behind what is said.
fn room(item: &Item) -> String {
    let one = |(label, wide): &(String, usize)| match (label.is_empty(), wide) {
        (_, 0) => label.clone(),
        (true, wide) => "_".repeat(*wide),
        (false, wide) => format!("{label}: {}", "_".repeat(*wide)),
    };
    let rooms: Vec<String> = item.room.iter().map(one).collect();
    let before = if rooms.is_empty() || item.text.is_empty() { "" } else { " " };
    format!("{before}{}", rooms.join("  "))
}

/// A row with its heads: heard in one go, a cell says what it is.
fn cells(table: &Table, row: &[super::Cell]) -> String {
    if let Some([what, before, after]) = table.side_by_side(row) {
        let (what, before, after) = (what.words(), before.words(), after.words());
        return if before == after {
            format!("{what}: {after}")
        } else {
            format!("{what}: {before} -> {after}")
        };
    }
    let said = table.columns.iter().zip(row).filter(|(_, cell)| !cell.words().is_empty());
    let said: Vec<String> = said.map(|(c, cell)| format!("{}: {}", c.title, cell.words())).collect();
    format!("  {}", said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{About, Cell, Figure, FigureKind, Labels, Page};

    fn about(disclaimer: &str) -> About {
        About {
            organisation: String::new(),
            facts: Vec::new(),
            disclaimer: disclaimer.to_owned(),
            stamp: String::new(),
            made: jiff::civil::date(2027, 1, 4),
            language: "en",
            long: false,
            labels: Labels::fixture(),
        }
    }

    #[test]
    fn titles_stand_apart_and_what_is_below_is_indented() {
        let mut page = Page::new("x", "Not said", about("Indicative."));
        page.heading(2, "A");
        page.paragraph("One.");
        page.step(10, "ten");
        page.sub_item("below");
        page.heading(3, "B");
        page.item("bullet");
        page.paragraph("Two.");
        page.fact("label", "text");
        page.tick("box");
        page.row("row");
        page.sub_item("below a row");
        page.tick("box");
        page.room_below("", vec![("1  2".to_owned(), 0), ("Note".to_owned(), 3)]);
        let wanted = [
            "# A",
            "One.",
            "10. ten",
            "   below",
            "",
            "# B",
            "  - bullet",
            "Two.",
            "",
            "  label: text",
            "  [ ] box",
            "  row",
            "    below a row",
            "  [ ] box",
            "      1  2  Note: ___",
            "",
            "Indicative.",
        ];
        assert_eq!(write(&page.finish()), wanted);
    }

    #[test]
    fn what_was_and_what_is_are_told_as_a_way() {
        let mut page = Page::new("x", "Not said", about(""));
        page.paragraph("Made from two files.");
        let mut t = Table::sides("Before", "After");
        t.row(vec!["Verdict".into(), "Early".into(), "Not ready".into()]);
        t.row(vec!["Date".into(), "2027-01-04".into(), "2027-01-04".into()]);
        page.table(t);
        let wanted = ["Made from two files.", "", "Verdict: Early -> Not ready", "Date: 2027-01-04"];
        assert_eq!(write(&page.finish()), wanted);
    }

    #[test]
    fn a_table_and_a_figure_are_told_in_words() {
        let mut page = Page::new("x", "Not said", about(""));
        let mut t = Table::new(&["Id", "Hours", "Due"]);
        t.row(vec!["5.2".into(), 3.0.into(), Cell::Day(jiff::civil::date(2027, 1, 4))]);
        t.row(vec!["5.3".into(), 1.5.into(), "".into()]);
        page.table(t);
        let (title, alt) = ("Bars".to_owned(), "half of them".to_owned());
        page.figure(Figure { title, alt, kind: FigureKind::Trend(Vec::new()), legend: Vec::new() });
        let wanted = ["  Id: 5.2; Hours: 3; Due: 2027-01-04", "  Id: 5.3; Hours: 1.5", "Bars: half of them"];
        assert_eq!(write(&page.finish()), wanted);
    }
}
