namespace Batch.EndToEnd.Tests.Faults;

/// <summary>One process of each role: the step at which one of them dies is not taken by another in its place.</summary>
public sealed class HaltedInstallation : InjuredInstallation
{
    private protected override InstallationSize Size => new(Coordinators: 1, Workers: 1, Speed: 0);
}
