namespace Batch.Core.Pricing;

/// <summary>A price that never changes; a correction is a new version.</summary>
public sealed class RateVersion
{
    private RateVersion()
    {
    }

    public RateVersion(string card, long nanosPerDeviceHour, string currency, bool assumed, DateTimeOffset effectiveFrom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanosPerDeviceHour);
        Card = card;
        NanosPerDeviceHour = nanosPerDeviceHour;
        Currency = currency;
        Assumed = assumed;
        EffectiveFrom = effectiveFrom;
    }

    /// <summary>Set by the database; posting lines cite it.</summary>
    public int Id { get; private set; }

    /// <summary>The rate card, such as <c>local</c>.</summary>
    public string Card { get; private set; } = "";

    /// <summary>Price of an hour of one device in billionths of the currency's unit.</summary>
    public long NanosPerDeviceHour { get; private set; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>True where nobody configured it: it is only our default.</summary>
    public bool Assumed { get; private set; }

    public DateTimeOffset EffectiveFrom { get; private set; }
}
