"""What authorities say of suppliers and technologies in public: together, or with the answer beside it."""
