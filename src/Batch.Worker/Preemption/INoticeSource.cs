namespace Batch.Worker.Preemption;

/// <summary>Something that can be asked whether this machine is about to be taken away.</summary>
internal interface INoticeSource
{
    /// <summary>For logs.</summary>
    string Name { get; }

    /// <summary>Throws where it does not answer, or not as it should; that is no notice.</summary>
    Task<bool> IsGivenAsync(CancellationToken cancellationToken);
}
