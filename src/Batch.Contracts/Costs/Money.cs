namespace Batch.Contracts.Costs;

/// <summary>An amount as it is shown: rounded once, half to even.</summary>
/// <param name="Amount">Decimal string with six digits after the point, such as <c>12.345678</c>.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Assumed">True where the rate is only a default that nobody confirmed.</param>
public sealed record Money(string Amount, string Currency, bool Assumed);
