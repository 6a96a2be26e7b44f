//! Makes the folders of the web app, the tracker and the typeface exist, so that the program compiles before they are there.

/// Where the package of the typeface has its files.
const FONTS: &str = "../../web/node_modules/@embedpdf/fonts-sc/fonts";

fn main() {
    for folder in ["../../web/app/dist", "../../web/tracker/dist", FONTS] {
        if let Err(e) = std::fs::create_dir_all(folder) {
            println!("cargo::warning=cannot make {folder}: {e}");
        }
    }
    // It may come after a first build.
    println!("cargo::rerun-if-changed={FONTS}");
    println!("cargo::rerun-if-changed=build.rs");
}
