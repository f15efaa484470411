//! How a list of commands becomes one enum a context and `Command` over all of them. A leaf; `commands` holds the list.

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $(($value:ty))?,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum $name {
                $($(#[$vdoc])* $variant $(($value))?,)*
            }

            impl From<$name> for Command {
                fn from(c: $name) -> Self {
                    Self::$name(c)
                }
            }
        )*

        /// Everything a person can ask for, by where it holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name($name),)*
        }

        impl Command {
            /// The command without its context, as it is written here.
            pub(super) fn bare(self) -> String {
                match self {
                    $(Self::$name(c) => format!("{c:?}"),)*
                }
            }
        }
    };
}

pub(super) use commands;
