//! Boxes and wires of a picture, in pixels from its upper left corner.

/// The room between boxes and wires, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between the layers of boxes, without that of labels.
    pub layers: f64,
    pub boxes: f64,
    pub wires: f64,
    pub margin: f64,
}

/// A box to be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// A wire to be run from one box to another, the way it flows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wire {
    pub from: usize,
    pub to: usize,
    /// Whether it is to run along the layers; what carries nothing may run against them.
    pub is_ahead: bool,
    /// How much room it takes at a box.
    pub room: f64,
    /// In the middle of the wire; nothing where its width is nothing.
    pub label: Size,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub size: Size,
}

/// Level pieces of a wire, from left to right or from right to left: between two of them it goes up or down.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub levels: Vec<Level>,
    /// Where the label stands, the wire through its middle.
    pub label: Rect,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    pub from: f64,
    pub to: f64,
    pub y: f64,
}

/// What is placed, in the order in which it was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub size: Size,
    pub boxes: Vec<Rect>,
    pub routes: Vec<Route>,
}

impl Rect {
    pub fn around(x: f64, y: f64, size: Size) -> Rect {
        Rect { x: x - size.width / 2.0, y: y - size.height / 2.0, size }
    }

    pub fn right(&self) -> f64 {
        self.x + self.size.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.size.height
    }

    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.size.width / 2.0, self.y + self.size.height / 2.0)
    }

    /// Whether the two have more in common than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

impl Route {
    /// Where it leaves the box that it comes from.
    pub fn start(&self) -> (f64, f64) {
        self.levels.first().map_or((0.0, 0.0), |level| (level.from, level.y))
    }

    /// Where it meets the box that it goes to.
    pub fn end(&self) -> (f64, f64) {
        self.levels.last().map_or((0.0, 0.0), |level| (level.to, level.y))
    }

    /// 1 if it runs to the right, −1 if to the left.
    pub fn onwards(&self) -> f64 {
        if self.start().0 <= self.end().0 { 1.0 } else { -1.0 }
    }
}
