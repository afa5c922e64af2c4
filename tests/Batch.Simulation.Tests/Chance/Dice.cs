namespace Batch.Simulation.Tests.Chance;

/// <summary>All chance of a run: the same seed gives the same run, on every machine and version of .NET (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of its own for a part of the run, so that one part's throws do not move another's.</summary>
    public Dice Fork() => new(Next());

    /// <summary>From 0 to one below the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public TimeSpan Between(double fromSeconds, double toSeconds)
    {
        var micros = (long)((toSeconds - fromSeconds) * 1e6);
        return TimeSpan.FromMicroseconds((long)(fromSeconds * 1e6) + (micros == 0 ? 0 : (long)(Next() % (ulong)micros)));
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        return new Guid(bytes);
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
