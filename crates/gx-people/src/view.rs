//! What a map looks at: a box, also over the date line, and the grid that suits the zoom.

use gx_kernel::{FieldError, Problem};
use gx_store::Result;

/// The deepest zoom: a square is then nine metres wide, closer than a phone knows where it is.
const DEEPEST: f64 = 20.0;

/// A box in degrees and a zoom, as of tiles on the web: at zoom 0 the world is 256 pixels wide, at each next twice that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    zoom: i32,
}

/// What the address of a request says of a view; what it does not say is the whole world.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The western edge; beyond the eastern one, the box goes over the date line.
    pub west: String,
    /// The southern edge.
    pub south: String,
    /// The eastern edge.
    pub east: String,
    /// The northern edge.
    pub north: String,
    /// 0 to 20.
    pub zoom: String,
}

impl View {
    /// Reads a view; every number at fault is named.
    pub fn read(asked: &Asked) -> Result<Self> {
        let mut wrong: Vec<FieldError> = Vec::new();
        let mut number = |name: &str, text: &str, (least, most): (f64, f64), without: f64| {
            if text.trim().is_empty() {
                return without;
            }
            match text.trim().parse::<f64>() {
                // NaN is in no range.
                Ok(n) if (least..=most).contains(&n) => n,
                _ => {
                    let message = format!("expected a number from {least} to {most}, got {text:?}");
                    wrong.push(FieldError { field: name.into(), code: "out_of_range".into(), message });
                    without
                }
            }
        };
        let (across, up) = ((-180.0, 180.0), (-90.0, 90.0));
        let (west, east) =
            (number("west", &asked.west, across, -180.0), number("east", &asked.east, across, 180.0));
        let (south, north) =
            (number("south", &asked.south, up, -90.0), number("north", &asked.north, up, 90.0));
        let zoom = number("zoom", &asked.zoom, (0.0, DEEPEST), 2.0).floor() as i32;
        if wrong.is_empty() && south > north {
            let message = format!("expected a latitude south of north ({north}), got {south}");
            wrong.push(FieldError { field: "south".into(), code: "out_of_range".into(), message });
        }
        if !wrong.is_empty() {
            return Err(Problem { status: 400, ..Problem::invalid(wrong) }.into());
        }
        Ok(Self { west, south, east, north, zoom })
    }

    /// Whether a point is inside.
    pub fn holds(&self, lat: f64, lng: f64) -> bool {
        let across = if self.west <= self.east {
            (self.west..=self.east).contains(&lng)
        } else {
            lng >= self.west || lng <= self.east
        };
        across && (self.south..=self.north).contains(&lat)
    }

    /// The same as SQL. Made of numbers only.
    pub fn condition(&self, lat: &str, lng: &str) -> String {
        let Self { west, south, east, north, .. } = self;
        let across = if west <= east {
            format!("{lng} BETWEEN {west:.9} AND {east:.9}")
        } else {
            format!("({lng} >= {west:.9} OR {lng} <= {east:.9})")
        };
        format!("({lat} BETWEEN {south:.9} AND {north:.9} AND {across})")
    }

    /// The width of a square in degrees: 64 pixels, so that a circle fits into it.
    pub fn step(&self) -> f64 {
        360.0 * 64.0 / 256.0 / 2f64.powi(self.zoom)
    }

    /// The square of a point: column and row.
    pub fn square(&self, lat: f64, lng: f64) -> (i64, i64) {
        (((lng + 180.0) / self.step()).floor() as i64, ((lat + 90.0) / self.step()).floor() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(west: &str, south: &str, east: &str, north: &str, zoom: &str) -> Result<View> {
        let [west, south, east, north, zoom] = [west, south, east, north, zoom].map(str::to_owned);
        View::read(&Asked { west, south, east, north, zoom })
    }

    #[test]
    fn a_box_may_go_over_the_date_line() {
        let fiji = read("177", "-20", "-178", "-12", "5").unwrap();
        assert!(fiji.holds(-17.0, 179.0) && fiji.holds(-17.0, -179.0) && fiji.holds(-17.0, 180.0));
        assert!(!fiji.holds(-17.0, 0.0) && !fiji.holds(-21.0, 179.0) && !fiji.holds(-17.0, 176.9));
        assert_eq!(
            fiji.condition("a", "b"),
            "(a BETWEEN -20.000000000 AND -12.000000000 AND (b >= 177.000000000 OR b <= -178.000000000))"
        );
        assert!(read("", "", "", "", "").unwrap().holds(90.0, -180.0));
    }

    #[test]
    fn every_number_that_is_none_is_named() {
        let refused = |view: Result<View>| match view {
            Err(gx_store::StoreError::Problem(p)) => {
                (p.status, p.fields.into_iter().map(|f| f.field).collect::<Vec<_>>().join(" "))
            }
            other => panic!("{other:?}"),
        };
        let all = (400, "west east south north zoom".to_owned());
        assert_eq!(refused(read("NaN", "inf", "-inf", "1e300", "21")), all);
        assert_eq!(refused(read("181", "-91", "x", "90.1", "-1")), all);
        assert_eq!(refused(read("0", "2", "1", "1", "3")), (400, "south".to_owned()));
    }

    #[test]
    fn squares_halve_from_zoom_to_zoom() {
        let (far, near) = (read("", "", "", "", "3").unwrap(), read("", "", "", "", "4").unwrap());
        assert_eq!(far.step(), near.step() * 2.0);
        let (a, b) = (near.square(31.2, 121.5), far.square(31.2, 121.5));
        assert_eq!((a.0 / 2, a.1 / 2), b);
    }
}
