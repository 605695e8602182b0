//! An answer that is kept with the question that it answers, so that no frame asks twice.

use std::cell::RefCell;
use std::rc::Rc;

/// The newest answer of a kind.
#[derive(Debug)]
pub(super) struct Memo<Q, A: ?Sized>(RefCell<Option<(Q, Rc<A>)>>);

impl<Q, A: ?Sized> Default for Memo<Q, A> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<Q: PartialEq, A: ?Sized> Memo<Q, A> {
    /// The answer to a question, worked out only when another was asked before.
    pub fn get(&self, question: Q, answer: impl FnOnce(&Q) -> Rc<A>) -> Rc<A> {
        if let Some((asked, known)) = &*self.0.borrow()
            && *asked == question
        {
            return Rc::clone(known);
        }
        let new = answer(&question);
        *self.0.borrow_mut() = Some((question, Rc::clone(&new)));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_worked_out_once_until_another_is_asked() {
        let memo: Memo<i64, i64> = Memo::default();
        let mut n_worked = 0;
        for (asked, answer) in [(2, 4), (2, 4), (3, 9), (2, 4)] {
            let got = memo.get(asked, |&asked| {
                n_worked += 1;
                Rc::new(asked * asked)
            });
            assert_eq!(*got, answer);
        }
        assert_eq!(n_worked, 3);
    }
}
