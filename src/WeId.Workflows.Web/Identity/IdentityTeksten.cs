namespace WeId.Workflows.Web.Identity;

/// <summary>Names the texts of the public pages: home, sign-in, recovery, errors.</summary>
public sealed class IdentityTeksten;
