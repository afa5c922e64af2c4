namespace Batch.Core.Metering;

/// <summary>An amount of device time in whole microseconds, never negative.</summary>
public readonly record struct DeviceTime : IComparable<DeviceTime>
{
    public DeviceTime(long micros)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(micros);
        Micros = micros;
    }

    public static DeviceTime Zero => default;

    public long Micros { get; }

    public double Seconds => Micros / 1e6;

    public static DeviceTime operator +(DeviceTime a, DeviceTime b) => new(checked(a.Micros + b.Micros));

    /// <exception cref="ArgumentOutOfRangeException">The difference is negative: a meter ran backwards.</exception>
    public static DeviceTime operator -(DeviceTime a, DeviceTime b) => new(a.Micros - b.Micros);

    public static DeviceTime Add(DeviceTime left, DeviceTime right) => left + right;

    public static DeviceTime Subtract(DeviceTime left, DeviceTime right) => left - right;

    public static DeviceTime Max(DeviceTime a, DeviceTime b) => a.Micros >= b.Micros ? a : b;

    public static bool operator <(DeviceTime a, DeviceTime b) => a.Micros < b.Micros;

    public static bool operator >(DeviceTime a, DeviceTime b) => a.Micros > b.Micros;

    public static bool operator <=(DeviceTime a, DeviceTime b) => a.Micros <= b.Micros;

    public static bool operator >=(DeviceTime a, DeviceTime b) => a.Micros >= b.Micros;

    public int CompareTo(DeviceTime other) => Micros.CompareTo(other.Micros);

    public override string ToString() => $"{Micros} us";
}
