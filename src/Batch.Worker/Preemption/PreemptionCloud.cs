namespace Batch.Worker.Preemption;

/// <summary>Whose metadata service says that a spot machine is about to be taken away.</summary>
public enum PreemptionCloud
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>Azure Scheduled Events, of type <c>Preempt</c>, that name this machine.</summary>
    Azure,

    /// <summary>The spot instance action of EC2 (IMDSv2).</summary>
    Aws,

    /// <summary>Whether Compute Engine has preempted the instance.</summary>
    Gcp,
}
