//! Clausewise: readiness for ISO/IEC 42001:2023 in a terminal, offline.
//!
//! `model` is what an assessment is, `store` how it is kept, `files` where files live. See
//! `ARCHITECTURE.md` for the map and for who may know what.

pub mod bank;
pub mod cli;
pub mod doc;
pub mod export;
pub mod files;
pub mod import;
pub mod inert;
pub mod model;
pub mod plain;
pub mod report;
pub mod sample;
pub mod session;
pub mod store;
pub mod tui;
pub mod words;
pub mod work;
