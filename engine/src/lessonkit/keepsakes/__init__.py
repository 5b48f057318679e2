"""What a learner writes and takes along: notes, the ending of a lesson, the certificate."""
