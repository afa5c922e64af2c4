using Batch.Core.Leases;
using Batch.Core.Metering;
using Batch.Core.States;

namespace Batch.Core.Tests.Leases;

public sealed class WorkerSessionTests
{
    [Fact]
    public void Cut_WhenNewer_IsStored()
    {
        var session = Given.Session();

        Assert.True(session.Store(Cut(2, at: 100, idle: 60, cold: 40), Given.Now.AddSeconds(10)));
        Assert.Equal((2L, 100L, 60L, 40L), (session.Sequence, session.At.Micros, session.Idle.Micros, session.ColdStart.Micros));
        Assert.Equal(Given.Now.AddSeconds(10), session.SeenAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cut_WhenOldOrRepeated_ChangesNothing(long sequence)
    {
        var session = Given.Session();
        session.Store(Cut(2, at: 100, idle: 60, cold: 40), Given.Now);

        Assert.False(session.Store(Cut(sequence, at: 500, idle: 500, cold: 0), Given.Now.AddSeconds(10)));
        Assert.Equal((2L, 100L, 60L, 40L), (session.Sequence, session.At.Micros, session.Idle.Micros, session.ColdStart.Micros));
        Assert.Equal(Given.Now, session.SeenAt);
    }

    [Fact]
    public void Cut_WhenAMeterRanBackwards_TakesNoTimeBack()
    {
        var session = Given.Session();
        session.Store(Cut(1, at: 100, idle: 60, cold: 40), Given.Now);
        session.Store(Cut(2, at: 90, idle: 50, cold: 40), Given.Now);

        Assert.Equal((2L, 100L, 60L), (session.Sequence, session.At.Micros, session.Idle.Micros));
    }

    [Fact]
    public void Cut_WhenTheSessionHasEnded_ChangesNothing()
    {
        var session = Given.Session();
        session.Close(DeviceTime.Zero, Given.Now);

        Assert.False(session.Store(Cut(1, at: 100, idle: 100, cold: 0), Given.Now));
        Assert.Equal(DeviceTime.Zero, session.Uptime);
    }

    [Fact]
    public void Closed_WhenEverythingIsAccountedFor_HasNothingUnattributed()
    {
        var session = Given.Session(devices: 2);
        session.Store(Cut(1, at: 100, idle: 150, cold: 20), Given.Now);
        session.Close(new DeviceTime(30), Given.Now);

        Assert.Equal((200L, 0L), (session.Uptime.Micros, session.Unattributed.Micros));
    }

    [Fact]
    public void Lost_WhenSilentAfterItsLastCut_HasOneTermUnattributedOnEveryDevice()
    {
        var session = Given.Session(devices: 2);
        session.Store(Cut(1, at: 100, idle: 170, cold: 0), Given.Now);
        session.Lose(TimeSpan.FromSeconds(45), new DeviceTime(30), Given.Now);

        Assert.Equal((SessionState.Lost, 90_000_000L, 90_000_200L), (session.State, session.Unattributed.Micros, session.Uptime.Micros));
    }

    [Fact]
    public void Lost_WhenAnAttemptWasReportedAfterTheLastCut_TakesItsTimeFromTheTerm()
    {
        var session = Given.Session();
        session.Store(Cut(1, at: 100, idle: 100, cold: 0), Given.Now);
        session.Lose(TimeSpan.FromMicroseconds(45), new DeviceTime(30), Given.Now);

        Assert.Equal((145L, 15L), (session.Uptime.Micros, session.Unattributed.Micros));
    }

    [Fact]
    public void Closed_WhenAnAttemptWasReportedAfterTheLastCut_LivedAtLeastAsLong()
    {
        var session = Given.Session(devices: 2);
        session.Store(Cut(1, at: 100, idle: 200, cold: 0), Given.Now);
        session.Close(new DeviceTime(31), Given.Now);

        Assert.Equal((116L, 232L, 1L), (session.At.Micros, session.Uptime.Micros, session.Unattributed.Micros));
    }

    [Fact]
    public void Ended_WhenEndedAgain_IsABug()
    {
        var session = Given.Session();
        session.Close(DeviceTime.Zero, Given.Now);

        Assert.Throws<IllegalTransitionException>(() => session.Lose(TimeSpan.Zero, DeviceTime.Zero, Given.Now));
    }

    private static SessionCut Cut(long sequence, long at, long idle, long cold) =>
        new(sequence, new DeviceTime(at), new DeviceTime(idle), new DeviceTime(cold));
}
