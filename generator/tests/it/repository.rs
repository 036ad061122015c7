//! Rules for the repository itself: layers, circles, the public surface, names, and what is shipped.

mod circles;
mod guide;
mod rooms;
mod shipped;
mod surface;
mod tidy;
