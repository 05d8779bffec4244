//! The supply of a network, to the rules that share it out.

use super::paths::Paths;
use crate::allocate::queue::Queue;
use crate::allocate::share::{Supply, Weighing};
use crate::allocate::walk::Walk;
use crate::units::{Flow, Total};
use crate::user::User;

impl Supply for Paths<'_> {
    fn room(&self, user: &User) -> Total {
        self.room(user)
    }

    fn draw(&mut self, user: &User, amount: Flow) {
        self.draw(user, amount);
    }

    fn is_spent(&self) -> bool {
        false
    }

    fn refuse(&mut self, index: usize, user: &User, amount: Flow) {
        self.refuse(index, user, amount);
    }

    fn divide(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) {
        let users = &*self.users;
        let place = |index: usize| users.get(index).map_or(0, |slot| slot.place as u64);
        queue.sort_by(place, walk.grants);
        let total = self.fill(walk, queue, weighing);
        self.round(walk, queue, weighing, total);
    }
}
