//! Makes the folders of the web app and the tracker exist, so that the program compiles before they are built.

fn main() {
    for folder in ["../../web/app/dist", "../../web/tracker/dist"] {
        if let Err(e) = std::fs::create_dir_all(folder) {
            println!("cargo::warning=cannot make {folder}: {e}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
}
