//! The library as C and firmware see it: the header, the archive, the shared library, programs that use them, the
//! installed package, and what all this depends on.
//!
//! Both libraries are built once per run with `make`, into a target directory of their own. A new function needs
//! a place in `tests/c/` that calls it wrongly; everything else follows from the header.

mod build;
mod declared;
mod dependencies;
mod documents;
mod header;
mod install;
mod panics;
mod programs;
mod scratch_words;
mod symbols;
mod tools;
