//! What the files of a small firm are called into which several documents go: names as the register of documents keeps them, said
//! through `words`. A table; a leaf.

use super::format::FitsInto;

/// What a file is called into which several documents fit.
pub const fn file_name(place: FitsInto) -> &'static str {
    match place {
        FitsInto::Handbook => "AI handbook",
        FitsInto::Register => "AI registers",
        FitsInto::Plan => "AI plan",
        FitsInto::Assessment => "AI risk and impact assessments",
        FitsInto::Log => "AI log",
        FitsInto::Minutes => "Minutes and decisions",
        FitsInto::Notices => "AI notices",
        FitsInto::File => "File of its own",
    }
}
