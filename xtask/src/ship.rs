//! What must hold before a release: packages, programs that use docwright, a server and a browser that nobody here wrote, and
//! the picture in the README.

pub(crate) mod consumers;
pub(crate) mod packages;
pub(crate) mod pictures;
pub(crate) mod prism;
pub(crate) mod report_check;
