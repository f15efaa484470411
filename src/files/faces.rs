//! Typefaces on this computer for signs that ours have no picture of: Chinese, Japanese, Korean. Only names are looked at here; the
//! files are large and read by whoever needs one. Which they are depends on the computer alone.

use std::path::{Path, PathBuf};

/// Folders below a folder of typefaces that are looked into.
const LEVELS: usize = 4;

/// The most names looked at, so that a folder of everything does not take minutes.
const MOST: usize = 20_000;

/// The most typefaces taken from the folder of the user's own.
const OWN: usize = 4;

/// Known typefaces by their names without blanks, best first: those with all three, then one list each for Chinese, Japanese and Korean.
const KNOWN: [&[&str]; 4] = [
    &[
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJKsc-Regular.otf",
        "SourceHanSans.ttc",
        "SourceHanSans-Regular.ttc",
        "SourceHanSansSC-Regular.otf",
        "NotoSansCJK-VF.ttc",
        "NotoSerifCJK-Regular.ttc",
        "ArialUnicode.ttf",
        "ARIALUNI.TTF",
        "DroidSansFallbackFull.ttf",
        "DroidSansFallback.ttf",
    ],
    &[
        "NotoSansSC-Regular.otf",
        "msyh.ttc",
        "PingFang.ttc",
        "HiraginoSansGB.ttc",
        "STHeitiLight.ttc",
        "wqy-zenhei.ttc",
        "wqy-microhei.ttc",
        "simsun.ttc",
        "msjh.ttc",
    ],
    &[
        "NotoSansJP-Regular.otf",
        "YuGothR.ttc",
        "msgothic.ttc",
        "\u{30d2}\u{30e9}\u{30ae}\u{30ce}\u{89d2}\u{30b4}\u{30b7}\u{30c3}\u{30af}W3.ttc",
        "ipag.ttf",
        "TakaoGothic.ttf",
    ],
    &["NotoSansKR-Regular.otf", "malgun.ttf", "AppleSDGothicNeo.ttc", "NanumGothic.ttf", "UnDotum.ttf"],
];

/// Files with typefaces for other signs, in the order they are to be asked: the user's own, kept in the folder `faces` beside the
/// settings, then known ones of the system.
pub fn other_faces() -> Vec<PathBuf> {
    let own = super::config_dir().map(|folder| folder.join("faces"));
    chosen(own.as_deref(), &folders())
}

/// Where systems keep typefaces: those of the user, then those for all.
fn folders() -> Vec<PathBuf> {
    let mut all = Vec::new();
    if let Some(dirs) = directories::BaseDirs::new() {
        if cfg!(target_os = "macos") {
            all.push(dirs.home_dir().join("Library/Fonts"));
        } else if cfg!(windows) {
            all.push(dirs.data_local_dir().join("Microsoft\\Windows\\Fonts"));
        } else {
            all.push(dirs.data_local_dir().join("fonts"));
            all.push(dirs.home_dir().join(".fonts"));
        }
    }
    if cfg!(target_os = "macos") {
        all.extend(["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from));
    } else if cfg!(windows) {
        let system = std::env::var_os("WINDIR").map_or_else(|| PathBuf::from("C:\\Windows"), PathBuf::from);
        all.push(system.join("fonts"));
    } else {
        all.extend(["/usr/local/share/fonts", "/usr/share/fonts"].map(PathBuf::from));
    }
    all
}

fn chosen(own: Option<&Path>, folders: &[PathBuf]) -> Vec<PathBuf> {
    let is_face = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|e| ["ttf", "otf", "ttc"].contains(&e.as_str()))
    };
    let names = own.map(super::names_in).unwrap_or_default();
    let mut faces: Vec<PathBuf> = own
        .iter()
        .flat_map(|folder| names.iter().filter(|n| is_face(n)).map(|n| folder.join(n)))
        .take(OWN)
        .collect();
    let mut there = Vec::new();
    let mut left = MOST;
    for folder in folders {
        look(folder, LEVELS, &mut left, &mut there);
    }
    let first = |names: &[&str]| {
        let found = |name: &&str| {
            there.iter().find(|(known, _)| is_called(known, name)).map(|(_, path)| path.clone())
        };
        names.iter().find_map(found)
    };
    let [all, one_each @ ..] = KNOWN;
    match first(all) {
        Some(path) => faces.push(path),
        None => faces.extend(one_each.into_iter().filter_map(first)),
    }
    faces
}

fn is_called(file: &str, name: &str) -> bool {
    file.replace(' ', "").eq_ignore_ascii_case(name)
}

/// Known names below a folder with their paths, in the order of names.
fn look(folder: &Path, levels: usize, left: &mut usize, into: &mut Vec<(String, PathBuf)>) {
    for name in super::names_in(folder) {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let path = folder.join(&name);
        if KNOWN.iter().flat_map(|names| names.iter()).any(|known| is_called(&name, known)) {
            into.push((name, path));
        } else if levels > 0 && !name.contains('.') {
            look(&path, levels - 1, left, into);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_come_first_then_one_with_all_or_one_each() {
        let top = tempfile::tempdir().unwrap();
        let (own, system) = (top.path().join("own"), top.path().join("system"));
        let put = |path: PathBuf| {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        };
        put(own.join("notes.txt"));
        put(own.join("Mine.otf"));
        put(system.join("win/MALGUN.TTF"));
        put(system.join("win/simsun.ttc"));
        put(system.join("win/msyh.ttc"));
        put(system.join("other/Latin.ttf"));
        let found = |own: Option<&Path>| chosen(own, std::slice::from_ref(&system));
        assert_eq!(found(None), [system.join("win/msyh.ttc"), system.join("win/MALGUN.TTF")]);
        put(system.join("deep/er/NotoSansCJK-Regular.ttc"));
        assert_eq!(found(Some(&own)), [own.join("Mine.otf"), system.join("deep/er/NotoSansCJK-Regular.ttc")]);
        assert_eq!(chosen(None, &[top.path().join("none")]), Vec::<PathBuf>::new());
    }
}
