namespace Batch.Simulation.Tests.Checking;

/// <summary>An invariant does not hold.</summary>
/// <param name="invariant">Its name in the design, such as <c>I3</c>.</param>
/// <param name="what">How it was broken.</param>
internal sealed class BrokenException(string invariant, string what) : Exception($"{invariant} is broken: {what}.")
{
    public string Invariant => invariant;
}
