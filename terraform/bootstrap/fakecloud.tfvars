# fakecloud 0.51.0 takes a delete marker for an object: in a versioned bucket a lock can be taken once, and never again
# (PutObject with If-None-Match: * answers 412). On AWS a delete marker doesn't count. Locks are what tests need here.
versioning = false
