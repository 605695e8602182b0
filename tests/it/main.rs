//! One test program: what the program does as a whole, and that its parts stay in their places.

mod layers;
