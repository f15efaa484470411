//! Writes the pictures of the README: `cargo run --locked --example screenshots`. What they show is in
//! `pictures`, how they are drawn in `svg`; `tests/screenshots.rs` compares the committed files.

mod pictures;
mod svg;

use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens");
    std::fs::create_dir_all(&folder)?;
    for (name, svg) in pictures::all()? {
        let file = folder.join(name);
        std::fs::write(&file, svg)?;
        writeln!(std::io::stdout(), "{}", file.display())?;
    }
    Ok(())
}
