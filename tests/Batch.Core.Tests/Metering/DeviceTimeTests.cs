using Batch.Core.Metering;

namespace Batch.Core.Tests.Metering;

public sealed class DeviceTimeTests
{
    [Fact]
    public void Time_WhenItWouldBeNegative_IsABug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceTime(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceTime(1) - new DeviceTime(2));
    }

    [Fact]
    public void Time_WhenItWouldOverflow_IsNotWrapped() =>
        Assert.Throws<OverflowException>(() => new DeviceTime(long.MaxValue) + new DeviceTime(1));
}
