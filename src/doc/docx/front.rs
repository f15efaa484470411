//! What comes before the first section: cover or head, and the list of contents. Used by the DOCX writer only.

use super::super::paint;
use super::super::{Block, Doc, House};
use super::xml::{TAB, bookmark, code, esc, link, mark, paragraph, run};

/// The cover of a long paper, the head of a short one.
pub(super) fn cover(doc: &Doc, house: &House) -> String {
    let about = &doc.about;
    let mut out = String::new();
    if let Some(size) = house.logo.as_deref().and_then(paint::png_size) {
        out += &paragraph("CoverLogo", "", &picture(size, about.long, &about.labels.logo_alt));
    }
    out += &paragraph(if about.long { "CoverTitle" } else { "Title" }, "", &run("", &doc.title));
    if !about.organisation.is_empty() {
        if about.long && !about.labels.prepared_for.is_empty() {
            out += &paragraph("CoverFor", "", &run("", &about.labels.prepared_for));
        }
        out += &paragraph("Subtitle", "", &run("", &about.organisation));
    }
    // A short paper is to end on the page it begins on: what a cover has a line for runs on with the rest.
    let line = house.cover_line.as_deref();
    if let Some(line) = line.filter(|_| about.long) {
        out += &paragraph("CoverLine", "", &run("", line));
    }
    let facts = house.facts(about);
    if about.long {
        for (at, (label, value)) in facts.iter().enumerate() {
            let runs = [run("FactLabel", label), TAB.to_owned(), run("", value)].concat();
            out += &paragraph(if at == 0 { "FactFirst" } else { "Fact" }, "", &runs);
        }
    } else if line.is_some() || !facts.is_empty() {
        out += &paragraph("FactsTogether", "", &together(line, &facts));
    }
    if !about.disclaimer.is_empty() {
        out += &paragraph("Disclaimer", "", &run("", &about.disclaimer));
    }
    out
}

/// On a short paper they run on, so that they take two lines and not eight.
fn together(line: Option<&str>, facts: &[(String, String)]) -> String {
    let mut runs = line.map_or_else(String::new, |line| run("", line));
    for (label, value) in facts {
        if !runs.is_empty() {
            runs += &run("FactLabel", "  \u{b7}  ");
        }
        runs += &run("FactLabel", &[label, ": "].concat());
        runs += &run("", value);
    }
    runs
}

/// The logo, at most 6 cm wide and 2.6 cm high; 1.1 cm high on a short paper.
fn picture((wide, high): (u32, u32), long: bool, alt: &str) -> String {
    // 360,000 of these are a centimetre; a point of the screen is 9,525.
    let most = if long { 936_000.0 } else { 396_000.0 };
    let scale = (2_160_000.0 / f64::from(wide)).min(most / f64::from(high)).min(9_525.0);
    let (cx, cy) = ((f64::from(wide) * scale) as u64, (f64::from(high) * scale) as u64);
    let alt = esc(alt);
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
         <wp:docPr id=\"1\" name=\"logo\" descr=\"{alt}\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" \
         name=\"logo.png\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdLogo\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" \
         cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
         </a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// The headings of the two highest levels, each leading there, with the page it stands on. A number is never written
/// down here, because only who lays the pages out knows it: each is a field of its own, which `LibreOffice` works out
/// whenever it lays pages out and Word when the file is opened. Inside a field of contents `LibreOffice` would take what is
/// written instead. Where nobody works it out no number stands, which is better than a wrong one.
pub(super) fn contents(doc: &Doc) -> String {
    let headings = doc.blocks.iter().filter_map(|b| match b {
        Block::Heading { level, text, .. } => Some((*level, text.as_str())),
        _ => None,
    });
    let mut out = paragraph("TOCHeading", "", &run("", &doc.about.labels.contents));
    for (n, (level, text)) in headings.enumerate().filter(|(_, (level, _))| *level <= 3) {
        let entry = [
            run("", text),
            TAB.to_owned(),
            mark("begin", " w:dirty=\"true\""),
            code(&format!("PAGEREF {} \\h", bookmark(n + 1))),
            mark("separate", ""),
            mark("end", ""),
        ];
        out += &paragraph(if level <= 2 { "TOC1" } else { "TOC2" }, "", &link(n + 1, &entry.concat()));
    }
    out
}
