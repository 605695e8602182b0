//! Records that are their own ancestors.

use crate::model::{Entity, EntityKind};
use crate::notation::Step;

use super::Checker;

impl Checker<'_> {
    /// E08: a record that is its own ancestor.
    pub(super) fn cycles(&mut self) {
        let history = self.history;
        let areas: Vec<Vec<usize>> = history
            .areas()
            .map(|(_, area)| area.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Area, "parent", &areas);
        let succeeds: Vec<Vec<usize>> = history
            .areas()
            .map(|(_, area)| area.succeeds.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Area, "succeeds", &succeeds);
        let organizations: Vec<Vec<usize>> = history
            .organizations()
            .map(|(_, one)| one.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Organization, "parent", &organizations);
        let projects: Vec<Vec<usize>> = history
            .projects()
            .map(|(_, project)| project.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Project, "parent", &projects);
        let events: Vec<Vec<usize>> = history
            .events()
            .map(|(_, event)| event.follows.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Event, "follows", &events);
    }

    /// Finds one place of each circle, by walking with a colour for each node and a stack of our own.
    fn cycle(&mut self, kind: EntityKind, field: &'static str, next: &[Vec<usize>]) {
        let mut done = vec![0_u8; next.len()];
        for start in 0..next.len() {
            let mut stack = vec![(start, 0)];
            while let Some((node, child)) = stack.last_mut() {
                let node = *node;
                if *child == 0 {
                    if done[node] != 0 {
                        stack.pop();
                        continue;
                    }
                    done[node] = 1;
                }
                match next[node].get(*child) {
                    Some(&to) => {
                        *child += 1;
                        if done[to] == 1 {
                            let names: Vec<&str> = stack
                                .iter()
                                .map(|&(node, _)| node)
                                .skip_while(|&node| node != to)
                                .chain([to])
                                .map(|idx| self.history.text_id(Entity::new(kind, idx)))
                                .collect();
                            let message =
                                format!("`{field}` goes in a circle: {}", names.join(", "));
                            self.find(
                                "E08",
                                Entity::new(kind, node),
                                &[Step::Field(field)],
                                message,
                                "break it at one place",
                            );
                        } else if done[to] == 0 {
                            stack.push((to, 0));
                        }
                    }
                    None => {
                        done[node] = 2;
                        stack.pop();
                    }
                }
            }
        }
    }
}
