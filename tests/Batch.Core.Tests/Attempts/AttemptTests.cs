namespace Batch.Core.Tests.Attempts;

public sealed class AttemptTests
{
    [Fact]
    public void Reading_WhenOlder_TakesNoTimeBack()
    {
        var job = Given.Job();
        var attempt = Given.Lease(Given.Chunk(job), job, Given.Session());
        attempt.Read(Given.Meter(run: 10, redo: 2), workDone: 7);
        attempt.Read(Given.Meter(run: 5, redo: 3), workDone: 6);

        Assert.Equal((Given.Meter(run: 10, redo: 3), 7L), (attempt.Meter, attempt.WorkDone));
    }

    [Fact]
    public void Pulse_WhenMissedTwiceInARow_ClosesTheAttempt()
    {
        var job = Given.Job();
        var attempt = Given.Lease(Given.Chunk(job), job, Given.Session());

        Assert.False(attempt.MissPulse());
        attempt.Read(default, 0);
        Assert.False(attempt.MissPulse());
        Assert.True(attempt.MissPulse());
    }
}
