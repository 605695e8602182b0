//! temporary
use annals::dataset::{self, Origin};
use annals::tui::{app, theme::Depth};
fn main() {
    let load = || -> Result<app::Shown, String> {
        let loaded = dataset::open(&Origin::Embedded).map_err(|e| e.to_string())?;
        Ok(app::Shown { problems: loaded.diagnostics.iter().map(|d| d.to_line()).collect(), n_skipped: loaded.n_skipped, history: std::sync::Arc::new(loaded.history) })
    };
    let shown = load().unwrap();
    let r = app::run(shown, Box::new(load), app::Options { theme: "auto".into(), ascii: false, mouse: true, keymap: None, depth: Depth::True, fail_after_first_frame: false });
    if let Err(e) = r { eprintln!("{e}"); }
}
