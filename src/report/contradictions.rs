//! Answers that cannot both be right: what the number beside the verdict stands for, in every report.

use super::Input;
use crate::doc::Page;
use crate::model::contradiction;
use crate::say;
use crate::words::xray;

/// Each with what to do about it; nothing where there are none. `level` is that of the heading.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize) {
    let list = contradiction::all(input.q, input.a, input.scores);
    if list.is_empty() {
        return;
    }
    page.section(level, "contradictions", &say!("Answers that contradict each other ({n})", n = list.len()));
    page.paragraph(say!(
        "An auditor who reads both asks which one is right. They move no figure by themselves."
    ));
    for f in &list {
        page.item(xray::problem(f));
        page.sub_item(xray::advice(f));
    }
}
