namespace WeId.Workflows.Features.OtpVoorraad;

/// <summary>Section <c>Otp</c>.</summary>
public sealed class OtpOptions
{
    /// <summary>
    /// Whether a serial number that nobody delivered gets a secret of our own, so that the product can be shown without devices.
    /// No real device works with it.
    /// </summary>
    public bool SimulatieToegestaan { get; set; }
}
