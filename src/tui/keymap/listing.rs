//! How a list of commands becomes one enum a context and `Command` over all of them. A leaf; `commands` holds the list.

/// An enum a context.
macro_rules! enums {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $(($value:ty))?,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum $name {
                $($(#[$vdoc])* $variant $(($value))?,)*
            }
        )*
    };
}

/// The same, and `Command` over all of them and over those that stand elsewhere.
macro_rules! commands {
    (
        also { $($(#[$odoc:meta])* $other:ident,)* }
        $($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $(($value:ty))?,)* })*
    ) => {
        $crate::tui::keymap::listing::enums! {
            $($(#[$doc])* $name { $($(#[$vdoc])* $variant $(($value))?,)* })*
        }

        /// Everything a person can ask for, by where it holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name($name),)*
            $($(#[$odoc])* $other($other),)*
        }

        $(
            impl From<$name> for Command {
                fn from(c: $name) -> Self {
                    Self::$name(c)
                }
            }
        )*

        $(
            impl From<$other> for Command {
                fn from(c: $other) -> Self {
                    Self::$other(c)
                }
            }
        )*

        impl Command {
            /// The command without its context, as it is written here.
            pub(super) fn bare(self) -> String {
                match self {
                    $(Self::$name(c) => format!("{c:?}"),)*
                    $(Self::$other(c) => format!("{c:?}"),)*
                }
            }
        }
    };
}

pub(super) use {commands, enums};
