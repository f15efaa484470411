//! A document as DOCX, for word processors: plain constructs and named styles, so that whoever gets it can restyle and
//! edit it. For `report` and whoever writes files; must not hold a macro, a link that leaves the file, a clock, or
//! a word of people that did not go through `xml`.

mod body;
mod chart;
mod chart_time;
mod figure;
mod front;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::measure;
use super::paint;
use super::{Doc, House, WriteError};
use body::Body;
use xml::{TAB, esc, field, paragraph, run};

/// How each part begins.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Names of the languages the parts are written in.
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Names that pictures need beside them.
const PICTURES: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// The document as DOCX. Fails only when the archive cannot be packed.
pub fn write(doc: &Doc, house: &House) -> Result<Vec<u8>, WriteError> {
    let logo = house.logo.as_deref().filter(|l| paint::png_size(l).is_some());
    pack(&parts(doc, house, logo.is_some()), logo)
        .map_err(|e| WriteError { format: "DOCX", why: e.to_string() })
}

/// Name and content of every part but the picture, in the order they are packed.
fn parts(doc: &Doc, house: &House, logo: bool) -> Vec<(&'static str, String)> {
    let mut body = Body::new(doc, house);
    body.write(house);
    let document = [
        HEAD,
        "<w:document ",
        NAMES,
        " ",
        PICTURES,
        ">\n<w:body>\n",
        &body.out,
        "\n</w:body>\n</w:document>\n",
    ];
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", core(doc, house)),
        ("docProps/app.xml", app(doc)),
        ("word/document.xml", document.concat()),
        ("word/_rels/document.xml.rels", document_relations(logo)),
        ("word/styles.xml", styles::styles(&doc.about, house, body.paint)),
        ("word/numbering.xml", body.lists.part()),
        ("word/settings.xml", settings(doc)),
        ("word/fontTable.xml", fonts(house)),
        ("word/header1.xml", header(doc)),
        ("word/footer1.xml", footer(doc, "Footer")),
        ("word/footer2.xml", footer(doc, "FooterLandscape")),
    ]
}

/// The archive. Times are fixed: the same input gives the same bytes.
fn pack(parts: &[(&'static str, String)], logo: Option<&[u8]>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    if let Some(logo) = logo {
        zip.start_file("word/media/logo.png", options.compression_method(CompressionMethod::Stored))?;
        zip.write_all(logo)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let mut out = String::from(HEAD);
    out += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n\
            <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n\
            <Default Extension=\"xml\" ContentType=\"application/xml\"/>\n<Default Extension=\"png\" ContentType=\"image/png\"/>\n";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    for (part, kind) in [
        ("/word/document.xml", [word, "document.main+xml"].concat()),
        ("/word/styles.xml", [word, "styles+xml"].concat()),
        ("/word/numbering.xml", [word, "numbering+xml"].concat()),
        ("/word/settings.xml", [word, "settings+xml"].concat()),
        ("/word/fontTable.xml", [word, "fontTable+xml"].concat()),
        ("/word/header1.xml", [word, "header+xml"].concat()),
        ("/word/footer1.xml", [word, "footer+xml"].concat()),
        ("/word/footer2.xml", [word, "footer+xml"].concat()),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
    ] {
        out.extend(["<Override PartName=\"", part, "\" ContentType=\"", &kind, "\"/>\n"]);
    }
    out + "</Types>\n"
}

fn relations() -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/";
    related(&[
        ("rId1", &[office, "officeDocument"].concat(), "word/document.xml"),
        ("rId2", &[package, "core-properties"].concat(), "docProps/core.xml"),
        ("rId3", &[office, "extended-properties"].concat(), "docProps/app.xml"),
    ])
}

fn document_relations(logo: bool) -> String {
    let office =
        |kind: &str| ["http://schemas.openxmlformats.org/officeDocument/2006/relationships/", kind].concat();
    let (foot, picture) = (office("footer"), office("image"));
    let (style, number, setting) = (office("styles"), office("numbering"), office("settings"));
    let (font, head) = (office("fontTable"), office("header"));
    let mut all = vec![
        ("rIdStyles", style.as_str(), "styles.xml"),
        ("rIdNumbering", &number, "numbering.xml"),
        ("rIdSettings", &setting, "settings.xml"),
        ("rIdFonts", &font, "fontTable.xml"),
        ("rIdHead", &head, "header1.xml"),
        ("rIdFoot1", &foot, "footer1.xml"),
        ("rIdFoot2", &foot, "footer2.xml"),
    ];
    all.extend(logo.then_some(("rIdLogo", picture.as_str(), "media/logo.png")));
    related(&all)
}

/// What a part needs of others. None leads out of the file.
fn related(all: &[(&str, &str, &str)]) -> String {
    let mut out =
        [HEAD, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n"]
            .concat();
    for (id, kind, to) in all {
        out.extend(["<Relationship Id=\"", id, "\" Type=\"", kind, "\" Target=\"", to, "\"/>\n"]);
    }
    out + "</Relationships>\n"
}

/// Who, what and when. The day is the day of the paper, not of the clock.
fn core(doc: &Doc, house: &House) -> String {
    let about = &doc.about;
    let by = house.prepared_by.as_deref().unwrap_or(&about.organisation);
    let made = format!("{}T00:00:00Z", about.made);
    let mut out = String::from(HEAD);
    out.extend([
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<dc:title>",
        &esc(&doc.title),
        "</dc:title>\n<dc:subject>",
        &esc(&about.organisation),
        "</dc:subject>\n<dc:creator>",
        &esc(by),
        "</dc:creator>\n<cp:keywords>",
        &esc(&about.stamp),
        "</cp:keywords>\n<dc:language>",
        &esc(about.language),
        "</dc:language>\n<cp:lastModifiedBy>",
        &esc(by),
        "</cp:lastModifiedBy>\n<dcterms:created xsi:type=\"dcterms:W3CDTF\">",
        &made,
        "</dcterms:created>\n<dcterms:modified xsi:type=\"dcterms:W3CDTF\">",
        &made,
        "</dcterms:modified>\n",
    ]);
    if let Some(version) = &house.version {
        out.extend(["<cp:version>", &esc(version), "</cp:version>\n"]);
    }
    out + "</cp:coreProperties>\n"
}

fn app(doc: &Doc) -> String {
    [
        HEAD,
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Company>",
        &esc(&doc.about.organisation),
        "</Company></Properties>\n",
    ]
    .concat()
}

/// Nothing is asked or counted when the file is opened but the pages of the contents, which say so themselves.
fn settings(doc: &Doc) -> String {
    let language = esc(&styles::language(doc.about.language));
    [
        HEAD,
        "<w:settings ",
        NAMES,
        ">\n<w:zoom w:percent=\"100\"/>\n<w:defaultTabStop w:val=\"567\"/>\n\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\n<w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\n<w:themeFontLang w:val=\"",
        &language,
        "\"/>\n<w:decimalSymbol w:val=\".\"/>\n<w:listSeparator w:val=\",\"/>\n</w:settings>\n",
    ]
    .concat()
}

fn fonts(house: &House) -> String {
    let mut out = [HEAD, "<w:fonts ", NAMES, ">\n"].concat();
    let own = styles::font(house);
    let others = ["Yu Gothic", "Segoe UI Symbol"].into_iter().filter(|name| *name != own);
    for name in std::iter::once(own.as_str()).chain(others) {
        out.extend([
            "<w:font w:name=\"",
            name,
            "\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>\n",
        ]);
    }
    out + "</w:fonts>\n"
}

/// At the head of every page but the first: whose it is, and what.
fn header(doc: &Doc) -> String {
    let words = run("", &measure::running(doc));
    [HEAD, "<w:hdr ", NAMES, ">\n", &paragraph("Header", "", &words), "</w:hdr>\n"].concat()
}

/// At the foot: what it was made from, and the number of the page.
fn footer(doc: &Doc, style: &str) -> String {
    let mut runs = run("", &doc.about.stamp.replace(['\r', '\n'], " "));
    runs += TAB;
    for (i, part) in doc.about.labels.page.split("{n}").enumerate() {
        if i > 0 {
            runs += &field("PAGE", "1");
        }
        for (j, words) in part.split("{m}").enumerate() {
            if j > 0 {
                runs += &field("NUMPAGES", "1");
            }
            runs += &run("", words);
        }
    }
    [HEAD, "<w:ftr ", NAMES, ">\n", &paragraph(style, "", &runs), "</w:ftr>\n"].concat()
}

#[cfg(test)]
mod tests;
