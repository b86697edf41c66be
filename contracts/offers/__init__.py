"""What suppliers say of their products, and what authorities say to it: confirmed, disputed, used or not."""
