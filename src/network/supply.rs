//! The supply of a network, to the rules that share it out.

use super::part::Part;
use super::paths::Paths;
use crate::allocate::queue::{Key, Queue};
use crate::allocate::share::{Supply, Weighing};
use crate::allocate::walk::Walk;
use crate::units::{Flow, Total};
use crate::user::User;

impl Supply for Paths<'_> {
    fn bring(&mut self, user: &User, amount: Flow) -> Result<(), Total> {
        let room = self.room(user.node, amount as Total);
        if room < amount as Total {
            return Err(room);
        }
        self.draw(user.node, amount as Total);
        Ok(())
    }

    fn is_spent(&self) -> bool {
        false
    }

    fn refuse(&mut self, index: usize, user: &User, amount: Flow) {
        let holder = self.holder(user.node, amount);
        self.note_holder(index, holder);
    }

    fn divide(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) {
        // By node, depth first; at one node in the order of the input.
        queue.sort(Key::Position, walk.users, walk.grants);
        let (users, slots) = (walk.users, &*self.slots);
        let place = |index: usize| {
            users
                .get(index)
                .and_then(|user| slots.get(user.node as usize))
                .map_or(0, |slot| slot.place as u64)
        };
        let Some((first, last)) = queue.sort_by(place, walk.grants) else { return };
        if queue.is_single(walk.grants) {
            return self.serve_single(walk, queue);
        }
        let part = Part::between(first as u32, last as u32, self.nodes, self.slots);
        let total = self.fill(walk, queue, weighing, part);
        self.round(walk, queue, weighing, total, part);
    }
}

impl Paths<'_> {
    /// Grants the only member of a queue what it can take and its path can bring.
    fn serve_single(&mut self, walk: &mut Walk, mut queue: Queue) {
        let Some(mut member) = walk.next(&mut queue) else { return };
        let wanted = (member.increment - member.floor()) as Total;
        let granted = self.room(member.user.node, wanted) as Flow;
        self.draw(member.user.node, granted as Total);
        member.grant(granted);
        member.grant.set_marks(0);
        if member.is_short_here() {
            let holder = self.holder(member.user.node, 1);
            self.note_holder(member.index, holder);
        }
    }
}
