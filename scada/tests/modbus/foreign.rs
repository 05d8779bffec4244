//! Clients that others use.
